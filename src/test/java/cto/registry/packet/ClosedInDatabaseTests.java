package cto.registry.packet;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Random;

import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database's own reading of a packet agrees with that of intake: no packet that
 * intake accepts can be refused by it, and it refuses every unknown member.
 */
class ClosedInDatabaseTests {

	private static final TestDatabase DATABASE = TestDatabase.migrated();

	@Test
	void takesWhatIntakeTakesHoweverItIsWritten() throws SQLException {
		long seed = System.nanoTime();
		System.out.println("seed of takesWhatIntakeTakesHoweverItIsWritten: " + seed);
		Random random = new Random(seed);
		RandomPackets packets = new RandomPackets(random);
		try (Check check = new Check()) {
			for (int i = 0; i < 300; i++) {
				ObjectNode packet = RandomPackets.json(packets.next());
				packet.put("notes", packet.path("notes").stringValue("") + " null \\u0000 \"a\":1 {} [null] 1e5");
				StringBuilder json = new StringBuilder();
				write(packet, json, random);
				ValidationResult validation = Validated.json(json.toString());
				assertThat(validation).isInstanceOf(ValidationResult.Accepted.class);
				assertThat(check.isClosed(json.toString())).as(json.toString()).isTrue();
				String twice = json.toString().replaceFirst("\\{", "{\"notes\":\"\",");
				assertThat(check.isClosed(twice)).as(twice).isFalse();
			}
		}
	}

	@Test
	void refusesAnUnknownMemberOfEachObject() throws SQLException {
		try (Check check = new Check()) {
			for (String place : new String[] { "", "/task_shape", "/harness_command", "/proof_pointers/0" }) {
				for (String value : new String[] { "false", "true", "null", "1", "{}", "\"x\"" }) {
					ObjectNode packet = Packets.valid();
					((ObjectNode) packet.at(place)).set("approved", Packets.parse(value));
					assertThat(check.isClosed(packet.toString())).as("%s %s", place, value).isFalse();
				}
			}
			assertThat(check.isClosed(Packets.valid().toString())).isTrue();
			assertThat(check.isClosed(Packets.valid().put("approval_granted", true).toString())).isFalse();
		}
	}

	/** JSON with blanks and escapes that a packet does not need. */
	private static void write(JsonNode value, StringBuilder json, Random random) {
		String blank = (random.nextInt(3) == 0) ? " \n\t\r".substring(random.nextInt(4)) : "";
		json.append(blank);
		if (value.isObject()) {
			json.append('{');
			String comma = "";
			for (String name : value.propertyNames()) {
				json.append(comma);
				string(name, json, random);
				json.append(blank).append(':');
				write(value.path(name), json, random);
				comma = ",";
			}
			json.append('}');
		}
		else if (value.isArray()) {
			json.append('[');
			for (int i = 0; i < value.size(); i++) {
				write(value.path(i), json.append((i > 0) ? "," : ""), random);
			}
			json.append(']');
		}
		else if (value.isString()) {
			string(value.stringValue(), json, random);
		}
		else {
			json.append(value);
		}
		json.append(blank);
	}

	private static void string(String text, StringBuilder json, Random random) {
		json.append('"');
		text.codePoints().forEach((c) -> {
			if (c < ' ' || c == '"' || c == '\\' || random.nextInt(8) == 0) {
				for (char unit : Character.toChars(c)) {
					json.append(String.format(Locale.ROOT, random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
				}
			}
			else {
				json.append((c == '/' && random.nextBoolean()) ? "\\/" : Character.toString(c));
			}
		});
		json.append('"');
	}

	private static final class Check implements AutoCloseable {

		private final Connection connection = DATABASE.connect(DATABASE.writer());

		private final PreparedStatement query = this.connection
			.prepareStatement("SELECT registry.json_packet_is_closed(?)");

		Check() throws SQLException {
		}

		boolean isClosed(String json) throws SQLException {
			this.query.setBytes(1, json.getBytes(StandardCharsets.UTF_8));
			try (ResultSet row = this.query.executeQuery()) {
				row.next();
				return row.getBoolean(1);
			}
		}

		@Override
		public void close() throws SQLException {
			this.connection.close();
		}

	}

}
