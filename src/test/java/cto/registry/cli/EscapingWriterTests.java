package cto.registry.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same comes out however the text is cut into writes.
 */
class EscapingWriterTests {

	private static Stream<Arguments> texts() {
		return Stream.of(Arguments.of("a\nb", "a\nb"), Arguments.of("a\r\nb", "a\r\nb"),
				Arguments.of("a\rb", "a\\u000db"), Arguments.of("\r\r\n.", "\\u000d\r\n."),
				Arguments.of("\u001b[2J", "\\u001b[2J"), Arguments.of("\t", "\\u0009"),
				Arguments.of("\u007f\u0080\u009f", "\\u007f\\u0080\\u009f"),
				Arguments.of("\u202e\u200b\u2066\ufeff", "\\u202e\\u200b\\u2066\\ufeff"),
				Arguments.of("\u00e9 \u4e2d \ud83d\ude00", "\u00e9 \u4e2d \ud83d\ude00"),
				Arguments.of("\udb40\udc41.", "\\udb40\\udc41."), Arguments.of("\ud800.", "\\ud800."),
				Arguments.of("\udc00.", "\\udc00."));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void escapesAllButLineBreaks(String text, String expected) throws IOException {
		StringWriter whole = new StringWriter();
		new EscapingWriter(whole).write(text);
		assertThat(whole).hasToString(expected);
		StringWriter cut = new StringWriter();
		EscapingWriter writer = new EscapingWriter(cut);
		for (int i = 0; i < text.length(); i++) {
			writer.write(new char[] { text.charAt(i) });
			writer.flush();
		}
		assertThat(cut).hasToString(expected);
	}

}
