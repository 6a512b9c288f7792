package cto.registry.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

import cto.registry.text.Excerpt;

/**
 * Escapes every unsafe character on its way to a terminal. Line breaks pass, so text of
 * one line has to be escaped before.
 */
final class EscapingWriter extends FilterWriter {

	/**
	 * A carriage return or a high surrogate: what follows decides, perhaps in the next
	 * call.
	 */
	private char held;

	EscapingWriter(Writer out) {
		super(out);
	}

	@Override
	public void write(int c) throws IOException {
		put((char) c);
	}

	@Override
	public void write(char[] text, int offset, int length) throws IOException {
		for (int i = offset; i < offset + length; i++) {
			put(text[i]);
		}
	}

	@Override
	public void write(String text, int offset, int length) throws IOException {
		for (int i = offset; i < offset + length; i++) {
			put(text.charAt(i));
		}
	}

	private void put(char c) throws IOException {
		char before = this.held;
		this.held = 0;
		if (before == '\r' && c == '\n') {
			this.out.write("\r\n");
			return;
		}
		if (Character.isSurrogatePair(before, c)) {
			this.out.write(Excerpt.escaped(Character.toString(Character.toCodePoint(before, c))));
			return;
		}
		if (before != 0) {
			this.out.write(Excerpt.escaped(Character.toString(before)));
		}
		if (c == '\r' || Character.isHighSurrogate(c)) {
			this.held = c;
		}
		else if (c == '\n' || (c >= ' ' && c < 0x7f)) {
			this.out.write(c);
		}
		else {
			this.out.write(Excerpt.escaped(Character.toString(c)));
		}
	}

}
