package cto.registry.web.ui;

import java.util.List;
import java.util.Locale;

import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The browser checks a record by itself, and says where it does not hold.
 */
class VerifyingPageTests extends BrowserTest {

	private static final List<String> STEPS = List.of("Packet bytes", "Packet and record", "Proof", "Log entry",
			"Checkpoint", "Place in the log", "Log key", "Signature");

	private static final String ANOTHER_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

	VerifyingPageTests(@LocalServerPort int port) {
		super(port);
	}

	@Test
	void verifiesEveryByte() {
		for (int i = 0; i < 3; i++) {
			open(record());
			this.reader.verify();
			assertThat(STEPS).allSatisfy((step) -> assertThat(this.reader.step(step)).as(step).isEqualTo("holds"));
			assertThat(this.reader.text(".verdict")).contains("Every check holds", "still not approved");
		}
	}

	@Test
	void verifiesWhatIsUnusualInAPacket() {
		Reply old = record();
		open(this.agent.record(TestPacket.fresh()
			.with("title", "\"Ünïcödé 漢字 🌱 \\\"quoted\\\" \\\\\"")
			.with("supersedes", '"' + old.at("/id").toUpperCase(Locale.ROOT) + '"')
			.with("harness_command", "{\"argv\": [\"a\"], \"environment\": {}}")
			.with("proof_pointers", "[{\"kind\": \"url\", \"ref\": \"x\", \"sha256\": \"" + "0f".repeat(32) + "\"}]")
			.bytes()));
		this.reader.verify();
		assertThat(STEPS).allSatisfy((step) -> assertThat(this.reader.step(step)).as(step).isEqualTo("holds"));
	}

	@Test
	void verifiesEveryMember() {
		open(this.agent.record(full()));
		this.reader.verify();
		assertThat(this.reader.step("Packet and record")).isEqualTo("holds");
		assertThat(this.reader.text(".steps")).contains("Every field shown is the packet's");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"title":"                 | "title":"Not                    | title
			"requested_by":"          | "requested_by":"not-            | requested_by
			"work_items":["           | "work_items":["X-1","           | work_items
			"summary":"               | "summary":"Not                  | task_shape
			"backend":"               | "backend":"x                    | backend
			"target_repository":"     | "target_repository":"x          | target_repository
			"target_revision":"0      | "target_revision":"1            | target_revision
			"allowed_paths":["        | "allowed_paths":["x/","         | allowed_paths
			"argv":["                 | "argv":["x","                   | harness_command
			"working_directory":"     | "working_directory":"x          | harness_command
			"environment":{           | "environment":{"X":"1",         | harness_command
			"proof_pointers":[{       | "proof_pointers":[{"sha256":"",  | proof_pointers
			"blocked_actions":["      | "blocked_actions":["x","        | blocked_actions
			"approval_required_from":" | "approval_required_from":"x    | approval_required_from
			"supersedes":"0           | "supersedes":"1                 | supersedes
			"notes":"                 | "notes":"Not                    | notes
			"approval_granted":false  | "approval_granted":true         | approval_granted
			"execution_allowed":false | "execution_allowed":true        | execution_allowed
			"runtime_default_activation":false | "runtime_default_activation":true | runtime_default_activation
			"approval_required":true  | "approval_required":false       | approval
			""")
	void namesTheMemberThatIsShownOtherwise(String before, String after, String member) {
		Reply record = this.agent.record(full());
		change(record, before, after);
		open(record);
		this.reader.first("button.verify").click();
		Browser.await("the packet is compared", () -> this.reader.step("Packet and record").equals("fails"));
		assertThat(this.reader.texts(".steps .fails .detail")).anyMatch((detail) -> detail.contains(member));
	}

	@Test
	void leavesThatOfYamlToTheReaderThatABrowserCannotRead() {
		open(this.agent.post("/api/v1/execution-requests", "application/yaml", TestPacket.fresh().bytes()));
		this.reader.verify();
		assertThat(this.reader.step("Packet and record")).isEqualTo("open");
		assertThat(this.reader.step("Signature")).isEqualTo("holds");
		assertThat(this.reader.text(".verdict.open")).contains("Not everything could");
	}

	@ParameterizedTest(name = "{0}: {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/packet           | (bytes[40] ^= 1, bytes)                                                  | Packet bytes
					/packet           | bytes.slice(1)                                                           | Packet bytes
					/packet           | edit((text) => text + ' ')                                               | Packet bytes
					/%1$s             | edit((text) => text.replace('"title":"', '"title":"Do not '))            | Packet and record
					/%1$s             | edit((text) => text.replace('validate_cto', 'delete_cto'))               | Packet and record
					/packet           | edit((text) => text.replace('{', '{"approved":true,'))                    | Packet and record
					/packet           | edit((text) => text.replace('{"argv"', '{"shell":"x","argv"'))           | Packet and record
					/%1$s             | edit((text) => text.replace('"target_revision":null', '"target_revision":"x"')) | Packet and record
					/%1$s             | edit((text) => text.replace('"submitted_by":"hermes-agent"', '"submitted_by":"local"')) | Log entry
					/%1$s             | edit((text) => text.replace('"submitted_at":"20', '"submitted_at":"21')) | Log entry
					/%1$s             | edit((text) => text.replace(/"log_index":[0-9]+/, '"log_index":0'))      | Proof
					/proof            | edit((text) => text.replace('extra ', 'extra AAAA'))                     | Log entry
					/proof            | edit((text) => text.replace('extra ', 'extra AAAA'))                     | Place in the log
					/proof            | edit((text) => text.replace(/index [0-9]+/, 'index 0'))                  | Place in the log
					/proof            | edit((text) => text.replace(/(index [0-9]+\\n)./, (all, i) => i + (all.endsWith('A') ? 'B' : 'A'))) | Place in the log
					/proof            | edit((text) => text.replace(/(index [0-9]+\\n)[^\\n]+\\n/, '$1'))           | Place in the log
					/proof            | edit((text) => text.replace(/(\\n[0-9]+\\n)./, (all, i) => i + (all.endsWith('A') ? 'B' : 'A'))) | Signature
					/proof            | edit((text) => text.replace(/\\n([0-9]+)\\n/, '\\n1$1\\n'))                 | Signature
					/proof            | edit((text) => text.replace(/(— [^ ]+ .{20})./, (all, i) => i + (all.endsWith('A') ? 'B' : 'A'))) | Signature
					/proof            | edit((text) => 'nothing')                                                | Proof
					/log/key          | edit((text) => '%2$s')                                                   | Signature
					/log/key          | edit((text) => text.replace(/[+][0-9a-f]{8}[+]/, '+00000000+'))          | Log key
					""")
	void turnsRedWhereAByteDiffers(String path, String change, String step) {
		record();
		Reply record = record();
		this.reader.browser()
			.before(Interception.changing(path.formatted(record.at("/id")), change.replace("%2$s", ANOTHER_KEY)));
		this.reader.browser()
			.before(Interception.answering("path === '/api/v1/execution-requests'",
					"return new Response('{\"items\": [], \"next_cursor\": null}');"));
		open(record);
		this.reader.verify();
		assertThat(this.reader.step(step)).isEqualTo("fails");
		assertThat(this.reader.text(".verdict.fails")).contains("does not hold");
		assertThat(this.reader.text(".steps .fails .detail")).endsWith(".");
	}

	@Test
	void saysThatTheKeyOfTheLogChanged() {
		Reply record = record();
		open(record);
		this.reader.verify();
		assertThat(this.reader.text(".steps")).contains("for the first time");
		this.reader.browser()
			.run("for (const name of Object.keys(localStorage)) localStorage.setItem(name, arguments[0])", ANOTHER_KEY);
		open(record);
		this.reader.verify();
		assertThat(this.reader.step("Log key")).isEqualTo("fails");
		assertThat(this.reader.text(".steps .fails .detail")).contains("changed", ANOTHER_KEY);
		this.reader.first(".result button").click();
		Browser.await("the new key is taken", () -> this.reader.step("Log key").equals("holds"));
		assertThat(this.reader.text(".steps")).contains("The same as this browser remembers");
	}

	@Test
	void remembersNoKeyThatSignedSomethingElse() {
		Reply record = record();
		this.reader.browser().before(Interception.changing("/log/key", "edit((text) => '" + ANOTHER_KEY + "')"));
		open(record);
		this.reader.verify();
		assertThat(this.reader.step("Log key")).isEqualTo("holds");
		assertThat(this.reader.step("Signature")).isEqualTo("fails");
		assertThat(this.reader.browser().run("return localStorage.length")).isEqualTo(0L);
	}

	@Test
	void neverSaysThatASignatureHoldsThatItCouldNotCheck() {
		this.reader.browser().before("""
				if (window.SubtleCrypto) {
				  SubtleCrypto.prototype.importKey = async () => {
				    throw new DOMException("Unrecognized name.", "NotSupportedError");
				  };
				}
				""");
		open(record());
		this.reader.verify();
		assertThat(this.reader.step("Signature")).isEqualTo("open");
		assertThat(this.reader.text(".verdict.open")).contains("Not everything could");
		assertThat(this.reader.has(".verdict.holds")).isFalse();
	}

	@Test
	void saysSoWhereTheBrowserComputesNoHashes() {
		this.reader.browser().before("Object.defineProperty(crypto, 'subtle', { value: undefined });");
		open(record());
		this.reader.verify();
		assertThat(this.reader.step("Packet bytes")).isEqualTo("open");
		assertThat(this.reader.has(".verdict.holds")).isFalse();
	}

	@Test
	void saysThatNothingCouldBeCheckedWhereTheProofIsOutOfReach() {
		this.reader.browser()
			.before(Interception.answering("path.endsWith('/proof')", "throw new TypeError('no network');"));
		open(record());
		this.reader.verify();
		assertThat(this.reader.text(".verdict.fails")).contains("Nothing could be checked", "cannot be reached");
	}

	/** A packet with every member. */
	private byte[] full() {
		return TestPacket.fresh()
			.with("backend", "\"case\"")
			.with("target_revision", '"' + "0f".repeat(20) + '"')
			.with("harness_command",
					"{\"argv\": [\"git\", \"commit\", \"-m\", \"a\\n\\nb\"], \"working_directory\": \"tools/\","
							+ " \"environment\": {\"A\": \"1\"}}")
			.with("supersedes", '"' + record().at("/id") + '"')
			.with("notes", "\"Noted\"")
			.bytes();
	}

	/** Lets the page read another record than the registry has. */
	private void change(Reply record, String before, String after) {
		this.reader.browser()
			.before(Interception.changing("/" + record.at("/id"),
					"edit((text) => text.replace('" + before + "', '" + after + "'))"));
		this.reader.browser()
			.before(Interception.answering("path === '/api/v1/execution-requests'",
					"return new Response('{\"items\": [], \"next_cursor\": null}');"));
	}

	private Reply record() {
		return record("To be verified");
	}

	private void open(Reply record) {
		this.reader.open("/#/" + record.at("/id"));
		Browser.await("the record is read", () -> this.reader.has("article button.verify"));
		Browser.await("the packet is read", () -> !this.reader.text("pre.packet").startsWith("Reading"));
	}

}
