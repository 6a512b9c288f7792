package cto.registry.web.api;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

import cto.registry.fuzz.Tally;
import cto.registry.log.LogEntry;
import cto.registry.merkle.Tile;
import cto.registry.note.Checkpoint;
import cto.registry.note.TlogProof;
import cto.registry.note.VerifierKey;
import cto.registry.problem.ProblemException;
import cto.registry.record.Cursor;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * Fuzz target: any text, as the cursor, as each kind of header and query parameter that
 * the service reads itself, and as each small file that a verifier is handed. Each is
 * read as something that writes itself as it was read, or refused as it should be.
 */
public final class TextFuzz {

	private static final Tally TALLY = new Tally();

	private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML,
			MediaType.TEXT_MARKDOWN);

	private static final Instant FIRST = Instant.parse("0000-12-31T00:00:00Z");

	private static final Instant LAST = Instant.parse("+10000-01-02T00:00:00Z");

	private TextFuzz() {
	}

	/**
	 * Tries one input.
	 * @param text any bytes
	 */
	public static void fuzzerTestOneInput(byte[] text) {
		TALLY.time(text, () -> {
			parameters(new String(text, StandardCharsets.UTF_8));
			headers(List.of(new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)));
			files(text, new String(text, StandardCharsets.UTF_8));
		});
	}

	/** Jazzer calls it at the end. */
	public static void fuzzerTearDown() {
		TALLY.write("text");
	}

	private static void parameters(String text) {
		if (text.indexOf('\0') < 0 && text.indexOf('\ufffd') < 0) {
			Cursor cursor = new Cursor(text, text.hashCode() & Integer.MAX_VALUE);
			require(Cursor.parse(cursor.toString()).equals(cursor), "a cursor is read as another");
		}
		Cursor cursor = read("cursor", text, Parameters::boardCursor);
		require(cursor == null || Cursor.parse(cursor.toString()).equals(cursor), "a cursor is read as another");
		Long number = read("number", text, (value) -> Parameters.number("limit", value, 1, 200, 50L));
		require(number == null || new BigInteger(text).longValueExact() == number, "a number is read as another");
		UUID uuid = read("uuid", text, (value) -> Parameters.uuid("supersedes", value));
		require(uuid == null || uuid.toString().equals(text.toLowerCase(Locale.ROOT)), "a UUID is read as another");
		Instant time = read("time", text, (value) -> Parameters.time("submitted_after", value));
		require(time == null || (time.isAfter(FIRST) && time.isBefore(LAST)), "a time is too far away");
		String words = read("text", text, (value) -> Parameters.text("q", value, 200));
		require(words == null || (words.equals(text) && !words.contains("\0")), "a text is changed");
		byte[] digest = read("sha256", text, (value) -> Parameters.sha256("packet_sha256", value));
		require(digest == null || digest.length == 32, "a digest is short");
		try {
			Parameters.recordId(text);
		}
		catch (NotFoundException ex) {
			TALLY.count("record id refused");
		}
	}

	private static void headers(List<String> lines) {
		String key = read("Idempotency-Key", lines, IdempotencyKeyHeader::parse);
		require(key == null || key.matches("[ -~]{1,255}"), "the key is odd");
		try {
			ContentDigestHeader.check(lines, new byte[0]);
			TALLY.count("Content-Digest taken");
		}
		catch (ProblemException ex) {
			TALLY.count("Content-Digest refused");
		}
		MockHttpServletRequest request = new MockHttpServletRequest();
		lines.forEach((line) -> request.addHeader("Accept", line));
		try {
			require(FORMS.contains(Negotiation.choose(request, FORMS)), "another form is chosen");
			TALLY.count("Accept taken");
		}
		catch (HttpMediaTypeNotAcceptableException ex) {
			TALLY.count("Accept refused");
		}
	}

	private static void files(byte[] bytes, String text) {
		same("checkpoint", text, (value) -> Checkpoint.parse(value).text());
		same("proof", text, (value) -> TlogProof.parse(value).text());
		same("verifier key", text, (value) -> VerifierKey.parse(value).toString());
		same("tile", text, (value) -> Tile.parse(value).path());
		same("bundle", text, (value) -> Tile.parseBundle(value).bundlePath());
		if (text.startsWith("{")) {
			try {
				require(LogEntry.parse(bytes).packetSha256().length == 32, "an entry's digest is short");
				TALLY.count("entry taken");
			}
			catch (IllegalArgumentException ex) {
				TALLY.count("entry refused");
			}
		}
	}

	/** What is read writes itself as it was read. */
	private static void same(String what, String text, Function<String, String> there) {
		try {
			require(there.apply(text).equals(text), "a " + what + " writes itself otherwise");
			TALLY.count(what + " taken");
		}
		catch (IllegalArgumentException ex) {
			require(ex.getMessage() != null && !ex.getMessage().isBlank(), "no reason is given");
			TALLY.count(what + " refused");
		}
	}

	private static <T, R> @Nullable R read(String what, T text, Reader<T, R> reader) {
		try {
			R value = reader.read(text);
			TALLY.count(what + " taken");
			return value;
		}
		catch (InvalidParameterException ex) {
			TALLY.count(what + " refused");
			return null;
		}
	}

	private static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new AssertionError(otherwise);
		}
	}

	private interface Reader<T, R> {

		@Nullable R read(T text);

	}

}
