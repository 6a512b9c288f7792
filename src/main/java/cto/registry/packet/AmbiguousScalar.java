package cto.registry.packet;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The plain scalars that are text in YAML 1.2, and that a reader in use takes for
 * something else. {@code docs/readers.md} names the readers and {@code clients/readers}
 * runs them. Each pattern is matched against the whole scalar, and possessive, so that no
 * input makes it go back.
 */
final class AmbiguousScalar {

	/** Booleans, the value and the merge key of YAML 1.1. */
	private static final Set<String> WORDS = Set.of("y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on",
			"On", "ON", "off", "Off", "OFF", "=", "<<");

	private static final Pattern NUMBER = Pattern.compile(String.join("|",
			// Integers: go-yaml and goccy drop every underscore before they read.
			"[-+][0-9_]++", "[0-9][0-9_]*+", "(?:[-+]_*+)?+0_*+(?:[bB][01_]++|[oO][0-7_]++|[xX][0-9a-fA-F_]++)",
			"0_*+(?:b_*+[-+]_*+[01][01_]*+|o_*+[-+]_*+[0-7][0-7_]*+)",
			"\\+-_*+(?:0_*+(?:b[01_]++|o[0-7_]++|x[0-9a-fA-F_]++|[0-7_]*+)|[1-9][0-9_]*+)",
			// Floats.
			"[-+]?+(?:[0-9][0-9_]*+)?+(?:\\.[0-9_]*+(?:[eE][-+]?+[0-9]++)?+|[eE][-+]?+[0-9]++)",
			"(?:[-+]_*+)?+[0-9][0-9_]*+[eE]_*+(?:[-+]_*+)?+[0-9][0-9_]*+",
			"(?:-_*+|\\+-?+_*+(?:[-+]_*+)?+)?+(?:[0-9][0-9_]*+\\.[0-9_]*+|\\._*+[0-9][0-9_]*+)"
					+ "(?:[eE]_*+(?:[-+]_*+)?+[0-9][0-9_]*+)?+",
			"(?:-_*+|\\+-?+_*+(?:[-+]_*+)?+)?+0_*+[xX][0-9a-fA-F_]*+\\.[0-9a-fA-F_]*+[pP]_*+(?:[-+]_*+)?+[0-9][0-9_]*+",
			// Base 60.
			"[-+]?+[0-9][0-9_]*+(?::(?:[0-5][0-9]|[0-9]))++(?:\\.[0-9_]*+)?+",
			// Dates and times.
			"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
			"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]++)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]*+)?+"
					+ "(?:[ \\t]*+(?:Z|[-+][0-9]{1,2}+(?::[0-9]{2})?+))?+"));

	private AmbiguousScalar() {
	}

	/**
	 * Whether some reader takes a plain scalar for something else.
	 * @param text a plain scalar that is text in YAML 1.2
	 */
	static boolean is(String text) {
		// goccy/go-yaml drops tabs.
		return WORDS.contains(text) || text.indexOf('\t') >= 0
				|| (mayBeginNumber(text.charAt(0)) && NUMBER.matcher(text).matches());
	}

	private static boolean mayBeginNumber(char c) {
		return (c >= '0' && c <= '9') || "+-._eE".indexOf(c) >= 0;
	}

}
