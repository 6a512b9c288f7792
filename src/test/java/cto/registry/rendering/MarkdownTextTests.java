package cto.registry.rendering;

import java.util.List;

import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTextTests {

	static final List<String> PIECES = HostileText.PIECES;

	private static final Parser PARSER = Parser.builder().extensions(List.of(AutolinkExtension.create())).build();

	@Test
	void leavesProseAsItIs() {
		String prose = "\u201cValidate\u201d the planning record (and its guardrails), e.g. don't run - 50% or 3.5: caf\u00e9, \u6f22\u5b57!";
		assertThat(MarkdownText.line(prose)).isEqualTo(prose);
		assertThat(MarkdownText.paragraphs(prose)).isEqualTo(prose);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*a*", "_a_", "a_b", "`", "``a``", "[a](b)", "<b>", "a<b", "&amp;", "&#64;", "#a", "|",
			"~~a~~", "$x$", "\\", "a\\*", "http://a.example", "www.a.example", "WWW.1", "a@b.example", "@jp",
			"a.example", "//localhost", "x:y", ":tada:", "--force", "!", "{a}", "^1^", "==a==", "---", "===", "***",
			"\u00a0" })
	void putsAWordInCodeThatSomeReaderTakesForMore(String word) {
		for (String line : List.of(MarkdownText.line(word), MarkdownText.line("so " + word), MarkdownText.code(word))) {
			assertThat(line).contains("`");
			assertThat(html(line)).as(line)
				.isIn("<p><code>" + escaped(word) + "</code></p>\n", "<p>so <code>" + escaped(word) + "</code></p>\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-", "+", "=", "1.", "2)", "(1)", "&", "\u2014" })
	void putsInCodeWhatBeginsAListOnlyWhereALineBegins(String word) {
		assertThat(MarkdownText.line(word + " a")).isEqualTo("`" + word + "` a");
		assertThat(MarkdownText.line("a " + word)).isEqualTo("a " + word);
		assertThat(MarkdownText.paragraphs("a\n" + word + " b")).isEqualTo("a\\\n`" + word + "` b");
	}

	@ParameterizedTest
	@FieldSource("PIECES")
	void showsTextExactlyInACodeSpan(String text) {
		for (String exact : List.of(text, text + text, "`" + text, text + "`", " " + text + " ", "``" + text)) {
			assertThat(html("x " + MarkdownText.code(exact) + " y"))
				.isEqualTo("<p>x <code>" + escaped(exact) + "</code> y</p>\n");
		}
	}

	@Test
	void keepsParagraphsAndLines() {
		assertThat(MarkdownText.paragraphs("\n\n one\n\ttwo  three\n \n\nfour\n"))
			.isEqualTo("one\\\ntwo three\n\nfour");
		assertThat(html(MarkdownText.paragraphs("a\nb"))).isEqualTo("<p>a<br />\nb</p>\n");
	}

	@Test
	void saysWhereThereIsNothing() {
		assertThat(List.of(MarkdownText.line(" "), MarkdownText.code(""), MarkdownText.paragraphs("\n \n")))
			.containsOnly("(empty)");
	}

	@Test
	void makesAFenceThatNothingInItEnds() {
		String block = MarkdownText.block("json", "```\n````\n~~~");
		assertThat(block).startsWith("`````json\n").endsWith("\n`````");
		assertThat(html(block)).isEqualTo("<pre><code class=\"language-json\">```\n````\n~~~\n</code></pre>\n");
	}

	private static String html(String markdown) {
		return HtmlRenderer.builder().build().render(PARSER.parse(markdown));
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
