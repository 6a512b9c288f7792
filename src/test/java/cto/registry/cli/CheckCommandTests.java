package cto.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packets that are judged without a service.
 */
class CheckCommandTests {

	private static final String JSON_PACKET = "examples/cto-work-067.json";

	private static final String YAML_PACKET = "examples/cto-work-066.yaml";

	private static final String CLAIM = "examples/claims-approval.json";

	private final Path directory;

	CheckCommandTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void findsTheExamplesValidAndSaysThatThisApprovesNothing() {
		CommandRun.of("check", JSON_PACKET, YAML_PACKET)
			.succeeds(JSON_PACKET + ": valid", YAML_PACKET + ": valid", "Valid does not mean approved");
	}

	@Test
	void refusesAClaimWithPointerAndCode() {
		CommandRun run = CommandRun.of("check", CLAIM, JSON_PACKET);
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains(CLAIM + ": /approval_granted: must_be_false: ", JSON_PACKET + ": valid");
	}

	@Test
	void tellsEveryFault() throws IOException {
		String file = write("x.json", TestPacket.fresh().with("allowed_paths", "[\"../x\"]").without("title").bytes());
		CommandRun run = CommandRun.of("check", file);
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains("/allowed_paths/0: path_escapes_repository: ", "/title: required: ")
			.doesNotContain("approved:");
	}

	@Test
	void refusesWhatIsMalformedOrTooLarge() throws IOException {
		assertThat(CommandRun.of("check", write("x.json", new byte[] { '{' })).out()).contains("malformed_packet: ");
		CommandRun large = CommandRun.of("check", "--registry.intake.max-packet-bytes=1KB", JSON_PACKET);
		assertThat(large.exitCode()).isEqualTo(1);
		assertThat(large.out()).contains("packet_too_large", "1024 bytes");
	}

	@Test
	void readsStandardInputWhereItIsToldTheType() throws IOException {
		byte[] packet = Files.readAllBytes(Path.of(JSON_PACKET));
		CommandRun.withInput(packet, "check", "-", "--type", "json").succeeds("-: valid");
		CommandRun.withInput(packet, "check", "-").fails(2, "give --type");
	}

	@Test
	void cannotReadWhatIsNotThere() throws IOException {
		CommandRun run = CommandRun.of("check", "nope.json", CLAIM, JSON_PACKET);
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("nope.json: there is no such file");
		assertThat(run.out()).contains(JSON_PACKET + ": valid");
		CommandRun.of("check", "README.md").fails(2, "README.md: its name does not say");
		CommandRun.of("check", write("directory.json")).fails(2, "directory.json: it cannot be read");
	}

	@Test
	void admitsWhatTheOptionNames() throws IOException {
		String file = write("x.json", TestPacket.fresh().with("target_repository", "\"case-lab\"").bytes());
		assertThat(CommandRun.of("check", file).out()).contains("repository_not_admitted", "admitted: cto");
		CommandRun.of("check", "--admitted", "cto", "--admitted", "case-lab", file).succeeds("valid");
	}

	@Test
	void acceptsASupersededRecordThatItCannotLookUpAndSaysSo() throws IOException {
		String file = write("x.json",
				TestPacket.fresh().with("supersedes", "\"01930000-0000-7000-8000-000000000000\"").bytes());
		CommandRun.of("check", file)
			.succeeds(": valid",
					"note: supersedes: whether there is a record 01930000-0000-7000-8000-000000000000 was not");
	}

	@Test
	void printsOneJsonDocument() {
		CommandRun run = CommandRun.of("check", "--format", "json", CLAIM, JSON_PACKET, "nope.json");
		assertThat(run.exitCode()).isEqualTo(2);
		JsonNode json = JsonMapper.builder().build().readTree(run.out());
		assertThat(json.get("valid").asBoolean()).isFalse();
		assertThat(json.get("approval_granted").asBoolean()).isFalse();
		assertThat(json.at("/files/0/code").asString()).isEqualTo("guardrail_violation");
		assertThat(json.at("/files/0/errors/0/pointer").asString()).isEqualTo("/approval_granted");
		assertThat(json.at("/files/1/valid").asBoolean()).isTrue();
		assertThat(json.at("/files/2/code").asString()).isEqualTo("unreadable");
	}

	private String write(String name, byte... bytes) throws IOException {
		Path file = this.directory.resolve(name);
		return ((bytes.length > 0) ? Files.write(file, bytes) : Files.createDirectory(file)).toString();
	}

}
