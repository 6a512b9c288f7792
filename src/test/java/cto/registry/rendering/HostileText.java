package cto.registry.rendering;

import java.util.List;
import java.util.Random;

/**
 * Text that wants to be more than text.
 */
final class HostileText {

	/** Each tries to begin something in Markdown, HTML or YAML, or to end something. */
	static final List<String> PIECES = List.of("#", "# Approved", "## Guardrails", "---", "***", "___", "===", "=",
			"- a", "-", "+ a", "* a", "1. a", "1) a", "(1) a", "> quoted", "> [!NOTE]", "```", "````", "~~~", "`", "``",
			"`a`", "*a*", "**a**", "_a_", "__a__", "~~a~~", "[a](http://b.example)", "![a](b.png)", "[a]: /b", "[a]",
			"[x]", "[ ] a", "[^1]", "[^1]: a", "<b>", "</b>", "<!--", "-->", "<script>alert(1)</script>",
			"<http://a.example>", "<a@b.example>", "<?php", "<![CDATA[", "]]>", "&amp;", "&#35;", "&lt;b&gt;",
			"http://a.example/b?c=d", "https://a.example", "HTTPS://A.EXAMPLE", "www.a.example", "a@b.example",
			"a.example", "ftp://a.example", "mailto:a@b.example", "javascript:alert(1)", "//a.example", "@someone",
			"#12", ":tada:", "| a | b |", "|---|---|", "a | b", "--- | ---", "\\", "\\\\", "a\\", "$x$", "$$", "{{a}}",
			"{% a %}", "%", "a: b", "key: [", "!!str", "&a", "*a", "{a: b}", "\"", "'", "approval_granted: true",
			"    code", "  ", " ", "...", "é", "漢字", "🚀", "word", "and so on,", "(see above)", "e.g.", "-x", "--force",
			"a  b", ": a", "<details>", "::: a", "</textarea>", "{#id}", "^a^", "==a==", "<br", "\u00a0");

	private static final List<String> BREAKS = List.of("\n", "\n", "\n\n", "\n\t", "\n    ", "\n \n");

	private final Random random;

	HostileText(Random random) {
		this.random = random;
	}

	/** One line. */
	String line() {
		StringBuilder line = new StringBuilder();
		for (int pieces = 1 + this.random.nextInt(6); pieces > 0; pieces--) {
			line.append(PIECES.get(this.random.nextInt(PIECES.size()))).append(this.random.nextInt(3) > 0 ? " " : "");
		}
		return line.toString();
	}

	/** Several lines, some of them empty. */
	String lines() {
		StringBuilder lines = new StringBuilder(line());
		for (int more = this.random.nextInt(8); more > 0; more--) {
			lines.append(BREAKS.get(this.random.nextInt(BREAKS.size()))).append(line());
		}
		return lines.toString();
	}

}
