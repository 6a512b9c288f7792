package cto.registry.packet;

import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * How a scalar is written. Some line breaks and blanks within a scalar are read in two
 * ways by readers that accept both, which {@code docs/readers.md} shows.
 */
final class ScalarSource {

	private static final Pattern BLANKS_AT_LINE_END = Pattern.compile("[ \\t]\\r?\\n");

	private static final Pattern ESCAPED_BREAK_AND_EMPTY_LINE = Pattern.compile("\\\\\\r?\\n[ \\t]*+\\r?\\n");

	private static final Pattern ESCAPED_SURROGATE = Pattern.compile("\\\\U0000[dD][89a-fA-F]");

	private final ScalarEvent scalar;

	private final int[] text;

	private final int start;

	private final int end;

	private ScalarSource(ScalarEvent scalar, Mark start, Mark end) {
		this.scalar = scalar;
		this.text = start.getBuffer();
		this.start = start.getPointer();
		this.end = end.getPointer();
	}

	/**
	 * Refuses a scalar that readers read in two ways.
	 * @param isName whether it names a member
	 */
	static void validate(ScalarEvent scalar, boolean isName) throws PacketSyntaxException {
		Mark start = scalar.getStartMark().orElseThrow();
		Mark end = scalar.getEndMark().orElseThrow();
		ScalarSource source = new ScalarSource(scalar, start, end);
		String problem = (isName && source.isExplicitName())
				? "an explicit name (?) is not allowed; write the name alone"
				: (start.getLine() != end.getLine()) ? source.problemOfLines() : source.problemOfEscapes();
		if (problem != null) {
			throw new PacketSyntaxException(problem);
		}
	}

	/** Whether a question mark of its own is before the name. */
	private boolean isExplicitName() {
		int at = this.start - 1;
		while (at >= 0 && Character.isWhitespace(this.text[at])) {
			at--;
		}
		return at >= 0 && this.text[at] == '?' && (at == 0 || " \t\n{[,".indexOf(this.text[at - 1]) >= 0);
	}

	private @Nullable String problemOfLines() {
		if (this.scalar.isPlain()) {
			return null;
		}
		if (this.scalar.isLiteral() || this.scalar.isFolded()) {
			if (this.scalar.getValue().isBlank()) {
				return "a block scalar has no text; write \"\" in its place";
			}
			return (length() == this.end && this.text[this.end - 1] != '\n')
					? "the text ends within a block scalar; end its last line with a line feed" : null;
		}
		String raw = raw();
		if (BLANKS_AT_LINE_END.matcher(raw).find()) {
			return "a line within quotes ends in blanks, which some readers keep; leave them out, or use a block scalar";
		}
		if (this.scalar.isDQuoted() && ESCAPED_BREAK_AND_EMPTY_LINE.matcher(raw).find()) {
			return "an empty line follows an escaped line break, which some readers drop; write \\n";
		}
		return problemOfEscapes();
	}

	private @Nullable String problemOfEscapes() {
		boolean suspect = this.scalar.isDQuoted() && this.scalar.getValue().chars().anyMatch((c) -> c >= 0xd800);
		return (suspect && ESCAPED_SURROGATE.matcher(raw()).find())
				? "\\U escapes half of a character; write the whole character" : null;
	}

	/** Without the zeros that end the buffer. */
	private int length() {
		int length = this.text.length;
		while (length > 0 && this.text[length - 1] == 0) {
			length--;
		}
		return length;
	}

	private String raw() {
		int[] source = Arrays.copyOfRange(this.text, this.start, this.end);
		return new String(source, 0, source.length);
	}

}
