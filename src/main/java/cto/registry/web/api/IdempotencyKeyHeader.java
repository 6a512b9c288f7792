package cto.registry.web.api;

import java.util.List;
import java.util.regex.Pattern;

import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} field: a structured-field string (RFC 9651 section 3.3.3),
 * or the same characters bare.
 */
final class IdempotencyKeyHeader {

	private static final Pattern BARE = Pattern.compile("[!#-~]+");

	private static final int MAX_LENGTH = 255;

	private IdempotencyKeyHeader() {
	}

	/**
	 * Reads the field.
	 * @param values the field's lines
	 * @return 1 to 255 characters, or null when the sender gave none
	 * @throws InvalidParameterException when it is something else
	 */
	static @Nullable String parse(List<String> values) {
		if (values.isEmpty()) {
			return null;
		}
		if (values.size() > 1) {
			throw new InvalidParameterException("Idempotency-Key is given " + values.size() + " times; give it once");
		}
		String value = values.get(0).strip();
		boolean quoted = value.startsWith("\"");
		String key = quoted ? unquote(value) : value;
		boolean readable = quoted || BARE.matcher(value).matches();
		if (!readable || key.isEmpty() || key.length() > MAX_LENGTH) {
			throw new InvalidParameterException((readable ? "Idempotency-Key has " + key.length() + " characters"
					: "Idempotency-Key holds a character that needs double quotes around the key")
					+ "; write 1 to 255 visible ASCII characters, in double quotes or bare");
		}
		return key;
	}

	private static String unquote(String value) {
		try {
			if (Parser.parseItem(value) instanceof StringItem item && item.getParams().isEmpty()) {
				return item.get();
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		throw new InvalidParameterException(
				"Idempotency-Key is no quoted string; inside double quotes, write \\\" and \\\\");
	}

}
