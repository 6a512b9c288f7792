package cto.registry.packet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class PacketSchemaTests {

	private static final String[] PIECES = { "A", "b", "0", "9", "-", "_", ".", "/", "**", "*", "~", ":", "\\", ".git",
			" ", "@", "é", "0123456789abcdef0123456789abcdef01234567" };

	@Test
	void isAValidSchemaOfItsDialect() {
		var dialect = Dialects.getDraft202012();
		var metaschema = SchemaRegistry.withDialect(dialect).getSchema(SchemaLocation.of(dialect.getId()));
		assertThat(metaschema.validate(PacketSchema.at(""))).isEmpty();
		assertThat(metaschema.validate(Packets.parse("{\"type\": \"nonsense\"}"))).isNotEmpty();
		assertThat(PacketSchema.at("/$schema").stringValue()).isEqualTo(dialect.getId());
	}

	@Test
	void isServedAsItIsCommitted() throws Exception {
		assertThat(PacketSchema.bytes()).isEqualTo(Files.readAllBytes(Path.of("openapi/approval-packet.schema.json")));
		PacketSchema.bytes()[0] = 0;
		assertThat(PacketSchema.bytes()[0]).isEqualTo((byte) '{');
	}

	@Test
	void asksForTheMandatoryBlockedActions() {
		assertThat(PacketSchema.at("/properties/blocked_actions/allOf")
			.values()
			.stream()
			.map((rule) -> rule.at("/contains/const").stringValue())).isEqualTo(BlockedActions.MANDATORY);
	}

	@Test
	void allowsNoListLongerThanThePartThatIsJudged() {
		Stream.of("maxItems", "maxProperties")
			.flatMap((name) -> PacketSchema.at("").findValues(name).stream())
			.forEach((most) -> assertThat(most.intValue()).isLessThan(TruncatedPacket.MAX_LIST));
	}

	@Test
	void acceptsItsOwnExamples() {
		for (var property : PacketSchema.at("/properties").properties()) {
			for (JsonNode example : property.getValue().path("examples")) {
				assertThat(Packets.with("/" + property.getKey(), example)).as(property.getKey())
					.isInstanceOf(ValidationResult.Accepted.class);
			}
		}
	}

	@Test
	void namesCodesInSnakeCase() {
		assertThat(Stream.of(ViolationCode.values()).map(ViolationCode::value)).containsExactlyInAnyOrder("required",
				"unknown_member", "ambiguous_scalar", "secret", "approver_unknown", "type", "format", "length", "count",
				"duplicate", "unknown_value", "repository_not_admitted", "path_not_relative", "path_escapes_repository",
				"path_too_broad", "path_invalid", "blocked_action_missing", "unsafe_characters",
				"superseded_record_unknown", "must_be_false");
	}

	@Test
	void hasNoPatternThatALinearMatcherRefusesOrReadsDifferently() {
		Random random = new Random(7);
		for (String regex : patterns(PacketSchema.at(""), new ArrayList<>())) {
			var linear = com.google.re2j.Pattern.compile(regex);
			var java = Pattern.compile(regex);
			for (int i = 0; i < 20_000; i++) {
				String text = random.ints(random.nextInt(9), 0, PIECES.length)
					.mapToObj((piece) -> PIECES[piece])
					.collect(Collectors.joining());
				assertThat(linear.matcher(text).find()).as("%s in '%s'", regex, text)
					.isEqualTo(java.matcher(text).find());
			}
		}
	}

	@Test
	void needsNoIdAndNoFormatToBeCorrect() {
		assertThat(PacketSchema.at("").has("$id")).isFalse();
		assertThat(PacketSchema.at("").findValues("format")).isEmpty();
	}

	private static List<String> patterns(JsonNode schema, List<String> found) {
		if (schema.path("pattern").isString()) {
			found.add(schema.path("pattern").stringValue());
		}
		schema.forEach((inner) -> patterns(inner, found));
		return found;
	}

	@Test
	void knowsTheMediaTypes() {
		for (PacketMediaType type : PacketMediaType.values()) {
			assertThat(PacketMediaType.of(type.value())).contains(type);
			assertThat(PacketMediaType.of(type.value().toUpperCase(Locale.ROOT))).contains(type);
		}
		for (String other : List.of("", "text/plain", "application/json; charset=utf-8", "application/x-yaml")) {
			assertThat(PacketMediaType.of(other)).isEmpty();
		}
	}

}
