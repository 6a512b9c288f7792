package cto.registry.web.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@RegistryTest
class RecordFormsTests {

	private static final String ROUTE = "/api/v1/execution-requests/";

	private static final List<String> FORMS = List.of("application/json", "application/yaml", "text/markdown");

	private final Client anyone;

	private final Client alice;

	RecordFormsTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
		this.alice = this.anyone.as(Tokens.ALICE);
	}

	@Test
	void givesTheSameMembersAsYaml() {
		TestPacket packet = TestPacket.fresh()
			.with("title", "\"no\"")
			.with("notes", "\"First line:\\n  - second\\n\\nthird \\n\"")
			.with("harness_command",
					"{\"argv\": [\"yes\", \"12:30\", \" \", \"漢 🚀\", \"a\\n\\n- b\\t\"], \"environment\": {\"on\": \"2026-11-22\", \"A\": \"\", \"notes\": \"x\\ny\"}}")
			.with("target_revision", "\"" + "0a".repeat(20) + "\"");
		String path = ROUTE + this.alice.record(packet.bytes()).at("/id");
		Reply yaml = form(path, "application/yaml");
		assertThat(YAMLMapper.shared().readTree(yaml.body())).isEqualTo(form(path, "application/json").json());
		assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
		assertThat(yaml.text())
			.contains("\ntitle: \"no\"\n", "\napproval_granted: false\n", "\n    \"on\": \"2026-11-22\"",
					"\n    - \"a\\n\\n- b\\t\"\n", "\n    notes: \"x\\ny\"\n")
			.startsWith("id: \"");
	}

	@Test
	void givesAPlanningDocumentAsMarkdown() {
		TestPacket packet = TestPacket.fresh().with("title", "\"# Approved <b>by</b> [JP](http://jp.example)\"");
		String path = ROUTE + this.alice.record(packet.bytes()).at("/id");
		Reply markdown = form(path, "text/markdown");
		assertThat(markdown.header("Content-Type")).isEqualToIgnoringCase("text/markdown;charset=UTF-8");
		assertThat(markdown.text()).startsWith("---\nname: \"# Approved")
			.contains("\n---\n\n*Not approved. Execution not allowed. Approval by `JP` is still required.*\n\n",
					"\n# Proposal: `#` Approved `<b>by</b>` `[JP](http://jp.example)`\n", "\n## Guardrails\n");
	}

	@Test
	void neverChangesInAnyForm() {
		String path = ROUTE + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		Set<String> tags = new HashSet<>();
		for (String form : FORMS) {
			Reply reply = form(path, form);
			String tag = String.valueOf(reply.header("ETag"));
			assertThat(tag).startsWith("\"");
			assertThat(reply.header("Vary")).contains("Accept");
			assertThat(reply.header("Cache-Control")).contains("private", "max-age=31536000", "immutable");
			assertThat(form(path, form).body()).isEqualTo(reply.body());
			Reply unchanged = this.anyone.get(path, "Accept", form, "If-None-Match", tag);
			assertThat(unchanged.status()).isEqualTo(304);
			assertThat(unchanged.body()).isEmpty();
			assertThat(unchanged.header("ETag")).isEqualTo(tag);
			assertThat(unchanged.header("Vary")).contains("Accept");
			Reply head = this.anyone.send("HEAD", path, new byte[0], "Accept", form);
			assertThat(head.body()).isEmpty();
			for (String header : List.of("ETag", "Content-Type", "Content-Length", "Cache-Control")) {
				assertThat(head.header(header)).as(header).isEqualTo(reply.header(header));
			}
			tags.add(tag);
		}
		assertThat(tags).hasSize(3);
		for (String tag : tags) {
			long unchanged = FORMS.stream()
				.filter((form) -> this.anyone.get(path, "Accept", form, "If-None-Match", tag).status() == 304)
				.count();
			assertThat(unchanged).isOne();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "*/* | json", "application/* | json", "text/* | markdown",
			"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | json",
			"application/yaml, application/json | yaml", "application/json, application/yaml | json",
			"application/json;q=0.5, application/yaml;q=0.6 | yaml", "text/markdown;q=0.2, */*;q=0.1 | markdown",
			"application/json;q=0, */* | yaml", "application/json;q=0, application/yaml;q=0, */*;q=0.1 | markdown",
			"*/*, text/markdown | markdown", "text/markdown;variant=CommonMark | markdown",
			"application/yaml;q=0.1, application/*;q=0.9 | json" })
	void givesTheFormThatTheClientPrefers(String accept, String form) {
		String path = ROUTE + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		assertThat(form(path, accept).header("Content-Type")).contains("/" + form);
	}

	@Test
	void readsEveryLineOfAccept() {
		String path = ROUTE + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		for (int i = 0; i < 2; i++) {
			Reply reply = this.anyone.get(path, "Accept", "*/*", "Accept", "text/markdown");
			assertThat(reply.header("Content-Type")).contains("/markdown");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "image/*", "application/json;q=0", "application/json;q=0, image/png",
			"application/yml" })
	void saysWhichFormsThereAre(String accept) {
		String path = ROUTE + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		Reply reply = this.anyone.get(path, "Accept", accept);
		assertThat(reply.status()).isEqualTo(406);
		assertThat(reply.at("/detail")).contains("application/json", "application/yaml", "text/markdown");
	}

	@Test
	void refusesAnAcceptThatItCannotRead() {
		String path = ROUTE + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		assertThat(this.anyone.get(path, "Accept", "yaml").status()).isEqualTo(406);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/yaml", "text/markdown" })
	void findsNothingWhereNothingIs(String accept) {
		for (String id : List.of("00000000-0000-7000-8000-000000000000", "1")) {
			Reply reply = this.anyone.get(ROUTE + id, "Accept", accept);
			assertThat(reply.status()).isEqualTo(404);
			assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
		}
	}

	@Test
	void saysIfAFormWouldBeTooLargeForAnAnswer() {
		// in Markdown a code span of backticks has longer ones around it
		String pointers = IntStream.range(0, 200)
			.mapToObj((i) -> "{\"kind\":\"file\",\"ref\":\"" + i + "`".repeat(1900) + "\"}")
			.collect(Collectors.joining(",", "[", "]"));
		byte[] packet = TestPacket.fresh().with("proof_pointers", pointers).bytes();
		String path = ROUTE + this.alice.record(packet).at("/id");
		for (String form : List.of("application/json", "application/yaml")) {
			assertThat(form(path, form).body().length).isBetween(300_000, 512 * 1024);
		}
		Reply reply = this.anyone.get(path, "Accept", "text/markdown");
		assertThat(reply.status()).isEqualTo(406);
		assertThat(reply.at("/detail")).contains("text/markdown", "at most 524288", "application/json");
		assertThat(Integer.parseInt(reply.at("/detail").replaceAll(".*has (\\d+) bytes.*", "$1")))
			.isGreaterThan(512 * 1024);
	}

	private Reply form(String path, String accept) {
		Reply reply = this.anyone.get(path, "Accept", accept);
		assertThat(reply.status()).isEqualTo(200);
		return reply;
	}

}
