package cto.registry.web.ui;

import java.util.List;

import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a packet says is text, whatever it looks like.
 */
class HostilePacketPageTests extends BrowserTest {

	private static final String MARKUP = "</script></pre><script>window.harmed = 1</script>"
			+ "<img src=x onerror='window.harmed = 1'><style>* { display: none }</style>"
			+ "<a href='javascript:window.harmed = 1'>Approve</a> ${harmed} {{harmed}} &lt;b&gt;";

	private static final String HARMFUL = "script, img, style, iframe, object, i:not([class]), u, b, [onclick], a[href^=javascript]";

	HostilePacketPageTests(@LocalServerPort int port) {
		super(port);
	}

	@AfterEach
	void runsNothingOfAPacket() {
		assertThat(this.reader.browser().run("return window.harmed")).isNull();
	}

	@Test
	void showsMarkupAsText() {
		Reply record = this.agent.record(TestPacket.fresh()
			.with("title", json(MARKUP.substring(0, 200)))
			.with("task_shape", "{\"name\": \"name\", \"summary\": " + json(MARKUP) + "}")
			.with("harness_command",
					"{\"argv\": [" + json(MARKUP) + "], \"environment\": {\"K\": " + json(MARKUP) + "}}")
			.with("proof_pointers", "[{\"kind\": \"url\", \"ref\": " + json("javascript:window.harmed=1") + "}]")
			.with("notes", json(MARKUP))
			.bytes());
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("article h2", MARKUP.substring(0, 200));
		this.reader.awaitText("pre.packet", "window.harmed");
		this.reader.verify();
		assertThat(this.reader.texts(".prose")).containsExactly(MARKUP, MARKUP);
		assertThat(this.reader.all(HARMFUL)).isEmpty();
		assertThat(this.reader.texts(".argv .code")).containsExactly(json(MARKUP));
		assertThat(this.reader.text(".verdict")).contains("Every check holds");
	}

	@Test
	void showsMarkupAsTextWhereIntakeWouldRefuseIt() {
		Reply record = record("Changed on its way");
		change(record, """
				{ ...record, requested_by: "<b onclick=alert(1)>mallory</b>", backend: "<u>case</u>",
				  target_repository: "<i>cto</i>", target_revision: "<i>0</i>", approval_required_from: "<b>JP</b>",
				  task_shape: { name: "<i>name</i>", summary: "<script>window.harmed = 1</script>" },
				  harness_command: { argv: ["<u>a</u>"], environment: { "<b>K</b>": "<b>v</b>" } } }
				""");
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText(".by", "<b onclick=alert(1)>mallory</b>");
		assertThat(this.reader.text(".banner"))
			.isEqualTo("Not approved. Execution not allowed. Approval by <b>JP</b> is still required.");
		assertThat(this.reader.text("article")).contains("<i>cto</i> at revision <i>0</i>", "<b>K</b> = <b>v</b>");
		assertThat(this.reader.all(HARMFUL)).isEmpty();
	}

	@Test
	void makesNoLinkOfWhatAPacketPointsTo() {
		Reply record = this.agent.record(TestPacket.fresh()
			.with("proof_pointers",
					"[{\"kind\": \"url\", \"ref\": \"https://elsewhere.example/\"},"
							+ " {\"kind\": \"record\", \"ref\": \"../../../elsewhere\"}]")
			.bytes());
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText(".pointers", "https://elsewhere.example/");
		assertThat(this.reader.has(".pointers a")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 390, 1280 })
	void wrapsWordsOfAnyLength(int width) {
		String word = "W".repeat(5000);
		Reply record = this.agent.record(TestPacket.fresh()
			.with("title", json("T".repeat(200)))
			.with("requested_by", json("R".repeat(100)))
			.with("task_shape",
					"{\"name\": " + json("N".repeat(100)) + ", \"summary\": " + json("S".repeat(4000)) + "}")
			.with("allowed_paths", "[" + json("p".repeat(1000)) + "]")
			.with("work_items", "[" + json("A" + "B".repeat(150) + "-1") + "]")
			.with("harness_command",
					"{\"argv\": [" + json("a".repeat(4096)) + "], \"environment\": {" + json("K".repeat(300)) + ": "
							+ json(word) + "}}")
			.with("target_revision", json("0f".repeat(32)))
			.with("notes", json(word))
			.bytes());
		change(record, "{ ...record, approval_required_from: 'J'.repeat(100) }");
		this.reader.browser().screen(width, 800);
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("pre.packet", word);
		this.reader.awaitText(".banner", "J".repeat(100));
		this.reader.verify();
		assertThat(this.reader.browser().run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
		assertThat(this.reader.browser().run("""
				const reading = document.querySelector("execution-requests").shadowRoot.querySelector(".reading");
				return reading.scrollWidth - reading.clientWidth""")).isEqualTo(0L);
	}

	@Test
	void keepsWritingFromRightToLeftToItself() {
		Reply record = this.agent.record(TestPacket.fresh().with("title", json("אישור שנוי (approved) עברית")).bytes());
		change(record, "{ ...record, requested_by: 'متقدم الطلب', approval_required_from: 'יוסף' }");
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("article h2", "עברית");
		assertThat(this.reader.browser().run("""
				const root = document.querySelector("execution-requests").shadowRoot;
				const styles = (css) => getComputedStyle(root.querySelector(css));
				return ["h2 bdi", ".banner bdi", ".by strong", ".record .title"].map((css) => styles(css).unicodeBidi)
				""")).isEqualTo(List.of("isolate", "isolate", "isolate", "isolate"));
		assertThat(this.reader.text(".banner")).startsWith("Not approved. Execution not allowed. Approval by ");
		assertThat(this.reader.first(".banner").getCssValue("direction")).isEqualTo("ltr");
	}

	@Test
	void marksWhatCannotBeSeenInThePacket() {
		Reply record = record("Nothing is hidden");
		this.reader.browser()
			.before(Interception.changing("/packet",
					"""
							edit((text) => text.replace("hidden", "safe\\u202Eevil\\u202C\\u200Bze\\u200Dro\\u200C\\u0085\\u2028"))"""));
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("pre.packet", "evil");
		assertThat(this.reader.texts("pre.packet .unseen")).containsExactly("U+202E", "U+202C", "U+200B", "U+200D",
				"U+200C", "U+0085", "U+2028");
		this.reader.verify();
		assertThat(this.reader.step("Packet bytes")).isEqualTo("fails");
	}

	/** Lets the page read another record than the registry has. */
	private void change(Reply record, String changed) {
		this.reader.browser()
			.before(Interception.changing("/" + record.at("/id"),
					"edit((text) => { const record = JSON.parse(text); return JSON.stringify(" + changed + "); })"));
	}

	private static String json(String text) {
		return JsonMapper.shared().writeValueAsString(text);
	}

}
