package cto.registry.packet;

import java.util.List;
import java.util.Random;
import java.util.Set;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema accepts and refuses what the service does, except for the rules that its
 * description lists.
 */
class SchemaAgreementTests {

	private static final Schema SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
		.getSchema(PacketSchema.at(""));

	private static final Set<ViolationCode> BEYOND = Set.of(ViolationCode.REPOSITORY_NOT_ADMITTED,
			ViolationCode.APPROVER_UNKNOWN, ViolationCode.SUPERSEDED_RECORD_UNKNOWN, ViolationCode.UNSAFE_CHARACTERS,
			ViolationCode.SECRET);

	private static final List<String> VALUES = List.of("true", "false", "null", "0", "1.5", "\"\"", "\"x\"", "[]", "{}",
			"[\"\"]", "[{}]", "{\"a\":1}", "\"a b\"", "\"/\"", "\"../x\"", "\"a//b\"", "\".git/x\"", "\"a**\"", "\"*\"",
			"\":x\"", "\"A-1\"", "\"C:/x\"", "\"a/ /b\"", "\"-a\"", "\"false\"", "\"execute_case\"", "[\"a\",\"a\"]",
			"\"2\"", "\"JP\"", "\"a\\\\b\"", "\"a/./b\"", "\"src/**/x/*\"", "\"01980000-0000-7000-8000-000000000001\"",
			"\"0123456789012345678901234567890123456789\"");

	private static final List<String> NAMES = List.of("approved", "title", "summary", "argv", "environment", "kind",
			"ref", "sha256", "notes", "backend", "target_revision", "supersedes", "working_directory", "x", "Title",
			"1a");

	@Test
	void agreeOverRandomPackets() {
		long seed = System.nanoTime();
		System.out.println("seed of agreeOverRandomPackets: " + seed);
		Random random = new Random(seed);
		RandomPackets packets = new RandomPackets(random);
		int valid = 0;
		int beyond = 0;
		for (int i = 0; i < 6000; i++) {
			ObjectNode packet = RandomPackets.json(packets.next());
			for (int changes = random.nextInt(3); changes > 0; changes--) {
				change(packet, random);
			}
			boolean schema = SCHEMA.validate(packet).isEmpty();
			ValidationResult validation = Packets.validate(packet);
			if (validation instanceof ValidationResult.Invalid refused
					&& refused.violations().stream().anyMatch((fault) -> BEYOND.contains(fault.code()))) {
				beyond++;
				continue;
			}
			assertThat(validation instanceof ValidationResult.Accepted).as("%s: %s", packet, validation)
				.isEqualTo(schema);
			valid += schema ? 1 : 0;
		}
		assertThat(valid).isBetween(1500, 4500);
		assertThat(beyond).isLessThan(1500);
	}

	/** Puts, replaces or removes one value somewhere. */
	private static void change(JsonNode packet, Random random) {
		JsonNode place = packet;
		while (random.nextInt(3) > 0) {
			List<JsonNode> inner = place.valueStream().filter(JsonNode::isContainer).toList();
			if (inner.isEmpty()) {
				break;
			}
			place = inner.get(random.nextInt(inner.size()));
		}
		JsonNode value = Packets.parse(VALUES.get(random.nextInt(VALUES.size())));
		if (place instanceof ArrayNode array) {
			if (array.isEmpty() || random.nextBoolean()) {
				array.add(value);
			}
			else {
				array.set(random.nextInt(array.size()), value);
			}
		}
		else if (place instanceof ObjectNode object) {
			List<String> members = List.copyOf(object.propertyNames());
			switch (members.isEmpty() ? 0 : random.nextInt(3)) {
				case 0 -> object.set(NAMES.get(random.nextInt(NAMES.size())), value);
				case 1 -> object.set(members.get(random.nextInt(members.size())), value);
				default -> object.remove(members.get(random.nextInt(members.size())));
			}
		}
	}

}
