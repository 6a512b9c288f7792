package cto.registry.fuzz;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import cto.registry.merkle.Sha256;
import cto.registry.testing.TestDatabase;

/**
 * What a running service is held to: it answers every request, never with a fault of its
 * own, and records what it says it recorded and nothing else.
 */
final class ServiceTrial {

	private static final Pattern INSIDE = Pattern.compile("\\bat (org|java|cto)\\.|SQLState|PSQLException");

	/** Not implemented, and a version of HTTP that is not spoken: Tomcat's, and right. */
	private static final Set<Integer> UNSPOKEN = Set.of(501, 505);

	private final Wire wire;

	private final TestDatabase database;

	private final Tally tally;

	/** SHA-256 of what was answered 201, and of what may have been recorded. */
	private final Set<String> recorded = new HashSet<>();

	private final Set<String> perhaps = new HashSet<>();

	private final long before;

	ServiceTrial(int port, TestDatabase database, Tally tally) {
		this.wire = new Wire(port);
		this.database = database;
		this.tally = tally;
		this.before = number("SELECT coalesce(max(log_index) + 1, 0) FROM registry.execution_request");
	}

	/**
	 * Sends one request.
	 * @param request its head, an empty line, and its body
	 */
	void tryOne(byte[] request) {
		String text = new String(request, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\n\n");
		String head = (end >= 0) ? text.substring(0, end) : text;
		byte[] body = text.substring((end >= 0) ? end + 2 : text.length()).getBytes(StandardCharsets.ISO_8859_1);
		Wire.Answer answer = this.wire.send(head, body);
		this.tally.count("status " + answer.status());
		if (answer.status() >= 500 && !UNSPOKEN.contains(answer.status())) {
			throw new AssertionError("answered " + answer.head() + "\n" + answer.body());
		}
		if (INSIDE.matcher(answer.body()).find()) {
			throw new AssertionError("lets out " + answer.body());
		}
		String digest = sha256(body);
		if (answer.status() == 201) {
			this.recorded.add(digest);
			readBack(answer, head, body);
		}
		else if (answer.status() == 0) {
			this.perhaps.add(digest);
		}
	}

	private void readBack(Wire.Answer answer, String head, byte[] body) {
		String lower = head.toLowerCase(Locale.ROOT);
		if (lower.contains("content-length:") || lower.contains("transfer-encoding:")) {
			throw new AssertionError("recorded by a length of its own: " + head);
		}
		Wire.Answer packet = this.wire.send("GET " + answer.header("Location") + "/packet HTTP/1.1", new byte[0]);
		if (!packet.body().equals(new String(body, StandardCharsets.ISO_8859_1))) {
			throw new AssertionError("recorded other bytes: " + packet.body());
		}
		for (String flag : Set.of("approval_granted", "execution_allowed", "runtime_default_activation")) {
			if (!answer.body().contains("\"" + flag + "\":false")) {
				throw new AssertionError(flag + " is not false in " + answer.body());
			}
		}
	}

	/**
	 * Compares the records with the answers.
	 * @throws AssertionError where something was recorded that was not answered 201, or
	 * the other way round, or claims an approval
	 */
	void compareRecords() {
		Set<String> stored = stored();
		long refused = stored.stream()
			.filter((digest) -> !this.recorded.contains(digest) && !this.perhaps.contains(digest))
			.count();
		long missing = this.recorded.stream().filter((digest) -> !stored.contains(digest)).count();
		long approved = number("SELECT count(*) FROM registry.execution_request "
				+ "WHERE approval_granted OR execution_allowed OR runtime_default_activation");
		if (refused != 0 || missing != 0 || approved != 0) {
			throw new AssertionError(
					this.recorded.size() + " were answered 201; recorded are " + stored.size() + ", of which " + refused
							+ " were refused and " + approved + " claim an approval; " + missing + " are missing");
		}
	}

	/** Each record is of other bytes than every other, so digests tell them apart. */
	private Set<String> stored() {
		Set<String> digests = new HashSet<>();
		try (Connection connection = this.database.connect(this.database.superuser());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(
						"SELECT encode(packet_sha256, 'hex') FROM registry.execution_request WHERE log_index >= "
								+ this.before)) {
			while (rows.next()) {
				digests.add(rows.getString(1));
			}
			return digests;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int records() {
		return this.recorded.size();
	}

	private static String sha256(byte[] bytes) {
		return HexFormat.of().formatHex(Sha256.of(bytes));
	}

	private long number(String sql) {
		try {
			return this.database.number(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
