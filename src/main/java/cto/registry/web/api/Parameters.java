package cto.registry.web.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

import cto.registry.observability.RequestId;
import cto.registry.record.Cursor;
import cto.registry.text.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of queries and paths as values. Absent stays absent; anything odd is refused
 * by name.
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
		throw new InvalidParameterException(
				name + " is " + Excerpt.quoted(value) + "; allowed are " + least + " to " + most);
	}

	/** Reads the cursor of a list, which names no work item. */
	static Cursor listCursor(@Nullable String value) {
		Cursor cursor = cursor(value);
		if (!cursor.workItem().isEmpty()) {
			throw invalidCursor();
		}
		return cursor;
	}

	/** Reads the cursor of the workboard, which names a work item. */
	static Cursor boardCursor(@Nullable String value) {
		Cursor cursor = cursor(value);
		if (value != null && cursor.workItem().isEmpty()) {
			throw invalidCursor();
		}
		return cursor;
	}

	private static Cursor cursor(@Nullable String value) {
		try {
			return (value != null) ? Cursor.parse(value) : Cursor.START;
		}
		catch (IllegalArgumentException ex) {
			throw invalidCursor();
		}
	}

	private static InvalidParameterException invalidCursor() {
		return new InvalidParameterException("Invalid cursor. Pass next_cursor of the previous page unchanged");
	}

	/**
	 * Reads the id of a record in a path. What is logged about the request names it.
	 * @param id a path segment
	 * @return the id
	 * @throws NotFoundException if it is no UUID
	 */
	static UUID recordId(String id) {
		if (!isUuid(id)) {
			throw new NotFoundException("The id of a record is a UUID, such as 0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70");
		}
		UUID parsed = UUID.fromString(id);
		RequestId.concerns(parsed);
		return parsed;
	}

	static boolean isUuid(String value) {
		return UUID_FORM.matcher(value).matches();
	}

	static @Nullable UUID uuid(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (!isUuid(value)) {
			throw new InvalidParameterException(
					name + " is " + Excerpt.quoted(value) + "; write the id of a record, a UUID");
		}
		return UUID.fromString(value);
	}

	static byte @Nullable [] sha256(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (!SHA256.matcher(value).matches()) {
			throw new InvalidParameterException(
					name + " is " + Excerpt.quoted(value) + "; write 64 hexadecimal digits");
		}
		return HexFormat.of().parseHex(value);
	}

	static @Nullable String revision(String name, @Nullable String value) {
		if (value != null && !REVISION.matcher(value).matches()) {
			throw new InvalidParameterException(name + " is " + Excerpt.quoted(value)
					+ "; write a whole commit id, 40 or 64 lower-case hexadecimal digits");
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
				name + " is " + Excerpt.quoted(value) + "; write a time such as 2026-11-22T09:20:30Z");
	}

}
