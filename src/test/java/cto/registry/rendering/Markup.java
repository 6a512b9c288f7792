package cto.registry.rendering;

import java.util.ArrayList;
import java.util.List;

import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What a reader of CommonMark, tables and bare links makes of a document.
 *
 * @param structure every node but the text itself, each with its depth
 * @param text the text alone: of words, code spans and fenced blocks
 */
record Markup(List<String> structure, String text) {

	private static final Parser PARSER = Parser.builder()
		.extensions(List.of(AutolinkExtension.create(), TablesExtension.create()))
		.build();

	static Markup of(String markdown) {
		List<String> structure = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		walk(PARSER.parse(markdown), 0, structure, text);
		return new Markup(structure, text.toString());
	}

	private static void walk(Node node, int depth, List<String> structure, StringBuilder text) {
		if (node instanceof Text words) {
			text.append(words.getLiteral());
		}
		else if (node instanceof Code code) {
			text.append(code.getLiteral());
		}
		else if (node instanceof HardLineBreak) {
			text.append('\n');
		}
		else {
			String level = (node instanceof Heading heading) ? " " + heading.getLevel() : "";
			structure.add(depth + " " + node.getClass().getSimpleName() + level);
			if (node instanceof FencedCodeBlock block) {
				text.append(block.getInfo()).append('\n').append(block.getLiteral());
			}
		}
		for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
			walk(child, depth + 1, structure, text);
		}
	}

}
