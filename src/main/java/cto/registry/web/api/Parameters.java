package cto.registry.web.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Query parameters as values. Absent stays absent; anything odd is refused by name.
 */
final class Parameters {

	private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

	private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

	private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

	private static final int LATEST_YEAR = 9999;

	private Parameters() {
	}

	static @Nullable String text(String name, @Nullable String value, int longest) {
		if (value == null) {
			return null;
		}
		int length = value.codePointCount(0, value.length());
		if (length > 0 && length <= longest && value.isBlank()) {
			throw new InvalidParameterException(
					name + " is blank; write 1 to " + longest + " characters that are not all spaces");
		}
		if (length == 0 || length > longest) {
			throw new InvalidParameterException(name + " has " + length + " characters; allowed are 1 to " + longest);
		}
		if (value.codePoints().anyMatch(Character::isISOControl)) {
			throw new InvalidParameterException(name + " holds a control character; write visible characters");
		}
		return value;
	}

	static String required(String name, @Nullable String value) {
		if (value == null) {
			throw new InvalidParameterException(name + " is missing");
		}
		return value;
	}

	static int number(String name, @Nullable String value, int least, int most, int otherwise) {
		return Math.toIntExact(number(name, value, (long) least, most, otherwise));
	}

	static long number(String name, @Nullable String value, long least, long most, long otherwise) {
		if (value == null) {
			return otherwise;
		}
		// Java would read digits of any script.
		if (value.matches("[0-9]{1,18}")) {
			long number = Long.parseLong(value);
			if (number >= least && number <= most) {
				return number;
			}
		}
		throw new InvalidParameterException(name + " is " + shown(value) + "; allowed are " + least + " to " + most);
	}

	static boolean isUuid(String value) {
		return UUID_FORM.matcher(value).matches();
	}

	static @Nullable UUID uuid(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (!isUuid(value)) {
			throw new InvalidParameterException(name + " is " + shown(value) + "; write the id of a record, a UUID");
		}
		return UUID.fromString(value);
	}

	static byte @Nullable [] sha256(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (!SHA256.matcher(value).matches()) {
			throw new InvalidParameterException(name + " is " + shown(value) + "; write 64 hexadecimal digits");
		}
		return HexFormat.of().parseHex(value);
	}

	static @Nullable String revision(String name, @Nullable String value) {
		if (value != null && !REVISION.matcher(value).matches()) {
			throw new InvalidParameterException(
					name + " is " + shown(value) + "; write a whole commit id, 40 or 64 lower-case hexadecimal digits");
		}
		return value;
	}

	static @Nullable Instant time(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		try {
			OffsetDateTime time = OffsetDateTime.parse(value);
			if (time.getYear() > 0 && time.getYear() <= LATEST_YEAR) {
				return time.toInstant();
			}
		}
		catch (DateTimeException ex) {
			// said below
		}
		throw new InvalidParameterException(
				name + " is " + shown(value) + "; write a time such as 2026-11-22T09:20:30Z");
	}

	static String shown(String value) {
		String safe = value.replaceAll("[^\\x20-\\x7e]", "?");
		return "'" + ((safe.length() > 80) ? safe.substring(0, 80) + "…" : safe) + "'";
	}

}
