package cto.registry.packet;

import java.util.regex.Pattern;

/**
 * What a plain scalar of YAML is by the core schema (YAML 1.2.2, 10.3.2). Of its own,
 * because the resolver of snakeyaml-engine 3.0.1 takes {@code ~}, {@code Null} and
 * {@code NULL} for strings.
 */
enum CoreScalar {

	STRING, NUMBER, NOT_FINITE, TRUE, FALSE, NULL;

	/** Possessive: no input makes it go back. */
	private static final Pattern FINITE = Pattern
		.compile("0o[0-7]++|0x[0-9a-fA-F]++|[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");

	static CoreScalar of(String text) {
		return switch (text) {
			case "", "~", "null", "Null", "NULL" -> NULL;
			case "true", "True", "TRUE" -> TRUE;
			case "false", "False", "FALSE" -> FALSE;
			case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN" ->
				NOT_FINITE;
			default -> mayBeginNumber(text.charAt(0)) && FINITE.matcher(text).matches() ? NUMBER : STRING;
		};
	}

	private static boolean mayBeginNumber(char first) {
		return (first >= '0' && first <= '9') || first == '.' || first == '-' || first == '+';
	}

}
