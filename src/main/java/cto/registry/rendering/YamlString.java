package cto.registry.rendering;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * How a string is written: bare where it is words that no reader takes for anything else,
 * as a block where it has lines, and in double quotes otherwise.
 */
final class YamlString {

	private static final int MAX_PLAIN = 200;

	/**
	 * Words that begin with a letter; with nothing between them that means anything in
	 * YAML.
	 */
	private static final Pattern PLAIN = Pattern
		.compile("[A-Za-z][A-Za-z0-9]*+(?:(?:[,.;] | |[-_./])[A-Za-z0-9]++)*+\\.?");

	/** The booleans and nulls of YAML 1.1, in lower case. */
	private static final Set<String> NOT_STRINGS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

	/** Some could be bare and some could not: all look alike in quotes. */
	private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

	private YamlString() {
	}

	static Node value(String text, boolean blocks) {
		return scalar(text, blocks && isBlock(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED);
	}

	/** The name of a member, on one line. */
	static Node name(String text) {
		return scalar(text, ScalarStyle.DOUBLE_QUOTED);
	}

	private static Node scalar(String text, ScalarStyle otherwise) {
		return new ScalarNode(Tag.STR, text, isPlain(text) ? ScalarStyle.PLAIN : otherwise);
	}

	private static boolean isPlain(String text) {
		return text.length() <= MAX_PLAIN && PLAIN.matcher(text).matches()
				&& !NOT_STRINGS.contains(text.toLowerCase(Locale.ROOT)) && !DIGEST.matcher(text).matches();
	}

	/**
	 * Whether a literal block gives it back without a word about indentation, and shows
	 * all that is in it.
	 */
	private static boolean isBlock(String text) {
		return text.indexOf('\n') > 0 && text.charAt(0) != ' ' && !text.endsWith("\n\n") && !text.endsWith(" ")
				&& !text.contains(" \n") && text.codePoints().allMatch((c) -> c == '\n' || VisibleText.isVisible(c));
	}

}
