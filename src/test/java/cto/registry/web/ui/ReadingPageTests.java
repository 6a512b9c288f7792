package cto.registry.web.ui;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ReadingPageTests extends BrowserTest {

	private static final String REFUSAL = """
			return new Response(JSON.stringify({ title: "Authentication needed", status: 401, detail: "Send a bearer token" }),
			  { status: 401, headers: { "Content-Type": "application/problem+json" } });
			""";

	private static final String REVISION = "3f9c2a7b61d0e4858fa1b6c7d2e3f40516273849";

	ReadingPageTests(@LocalServerPort int port) {
		super(port);
	}

	@Test
	void listsNewestFirstAndMarksEachAsNotApproved() {
		record("Older proposal");
		record("Newer proposal");
		this.reader.open("/");
		assertThat(this.reader.titles()).containsSubsequence("Newer proposal", "Older proposal");
		assertThat(this.reader.texts(".records .mark")).hasSameSizeAs(this.reader.titles())
			.allMatch("Not approved"::equals);
	}

	@Test
	void showsARecordInFull() {
		Reply old = this.agent.record(TestPacket.fresh().with("title", "\"Replaced\"").bytes());
		this.agent.record(TestPacket.fresh()
			.with("title", "\"In full\"")
			.with("backend", "\"case\"")
			.with("notes", "\"First\\nsecond\"")
			.with("target_revision", '"' + REVISION + '"')
			.with("harness_command",
					"{\"argv\": [\"make\", \"-C\", \"a b\"], \"working_directory\": \"tools/\", \"environment\": {\"A\": \"1\"}}")
			.with("proof_pointers",
					"[{\"kind\": \"commit\", \"ref\": \"abc\", \"sha256\": \"" + "0f".repeat(32) + "\"}]")
			.with("supersedes", '"' + old.at("/id") + '"')
			.bytes());
		this.reader.open("/").choose("In full");
		assertThat(this.reader.text(".banner"))
			.isEqualTo("Not approved. Execution not allowed. Approval by JP is still required.");
		assertThat(this.reader.texts(".argv li .code")).containsExactly("make", "-C", "a b");
		assertThat(this.reader.text("article")).contains("recorded, never run", "tools/", "A = 1",
				"case named, not activated", "WORKBOARD.yaml", "CTO-WORK-067", "0f0f", "execute_case", "First\nsecond",
				"cto at revision " + REVISION, "approval_grantedfalse", "Replaces the proposal " + old.at("/id"));
		assertThat(this.reader.texts("article h3")).containsExactly("Task", "Where",
				"Harness command recorded, never run", "Proof pointers", "Blocked actions", "Notes", "Approval",
				"Packet", "Verify", "Raw");
		this.reader.awaitText("pre.packet", "\"target_revision\":\"" + REVISION);
		assertThat(this.reader.texts("article button")).containsExactly("Copy", "Download", "Verify");
	}

	@Test
	void showsOneElementAsOne() {
		Reply record = this.agent.record(TestPacket.fresh()
			.with("harness_command",
					"""
							{"argv": ["git", "commit", "-m", "a\\n\\nb", "", "a b", " a", "a\\u00a0", "a\\tb", "it's", "\\"a\\"", "a\\\\nb"],
							 "environment": {"EMPTY": "", "LINES": "a\\nb", "PLAIN": "a  b"}}""")
			.bytes());
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("article h2", "Validate");
		assertThat(this.reader.texts(".argv li .code")).containsExactly("git", "commit", "-m", "\"a\\n\\nb\"", "\"\"",
				"a b", "\" a\"", "\"a\u00a0\"", "\"a\\tb\"", "\"it's\"", "\"\\\"a\\\"\"", "\"a\\\\nb\"");
		assertThat(this.reader.text("article")).contains("EMPTY = \"\"", "LINES = \"a\\nb\"", "PLAIN = a  b");
		assertThat(this.reader.first(".codes li .code").getCssValue("white-space")).isEqualTo("pre-wrap");
	}

	@Test
	void leavesTheJoinersThatATextNeeds() {
		String needed = "👩🏽\u200d🚀 🏳️\u200d🌈 می\u200cخواهم क्\u200dष";
		Reply record = this.agent.record(TestPacket.fresh().with("notes", '"' + needed + '"').bytes());
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("article h2", "Validate");
		assertThat(this.reader.texts(".prose")).contains(needed);
		assertThat(this.reader.has("article .unseen")).isFalse();
	}

	@Test
	void showsNoTitleByItself() {
		Reply old = record("Approved by everybody");
		this.reader.open("/#/" + old.at("/id"));
		this.reader.awaitText("article h2", "Approved by everybody");
		assertThat(this.reader.text("article h2")).isEqualTo("Proposal, not approved: Approved by everybody");
		assertThat(this.reader.browser().driver().getTitle())
			.isEqualTo("Proposal, not approved: Approved by everybody · Request registry");
		assertThat(this.reader.texts(".records li")).allMatch((item) -> item.contains("Not approved"));
	}

	@Test
	void saysWhatWasProposedInPlaceOfARecord() {
		Reply old = this.agent.record(TestPacket.fresh().with("title", "\"Given up\"").bytes());
		this.agent.record(
				TestPacket.fresh().with("title", "\"Taken up\"").with("supersedes", '"' + old.at("/id") + '"').bytes());
		this.reader.open("/#/" + old.at("/id"));
		this.reader.awaitText(".later", "A later proposal replaces this one: Taken up (not approved)");
		this.reader.first(".later a").click();
		this.reader.awaitText("article h2", "Taken up");
	}

	@Test
	void opensTheRecordInTheAddress() {
		String id = record("Linked to").at("/id");
		this.reader.open("/#/" + id);
		this.reader.awaitText("article h2", "Linked to");
		assertThat(this.reader.browser().driver().getTitle())
			.isEqualTo("Proposal, not approved: Linked to · Request registry");
		assertThat(this.reader.first(".record[aria-current]").getDomAttribute("href")).isEqualTo("#/" + id);
	}

	@Test
	void keepsTheAddressInStepWithTheRecord() {
		String first = record("First stop").at("/id");
		String second = record("Second stop").at("/id");
		this.reader.open("/");
		this.reader.choose("First stop");
		assertThat(this.reader.address()).isEqualTo("/#/" + first);
		this.reader.choose("Second stop");
		assertThat(this.reader.address()).isEqualTo("/#/" + second);
		this.reader.browser().driver().navigate().back();
		this.reader.awaitText("article h2", "First stop");
	}

	@Test
	void saysThatThereIsNoSuchRecord() {
		this.reader.open("/#/00000000-0000-7000-8000-000000000000");
		this.reader.awaitText(".detail .trouble", "No record has the id");
		this.reader.open("/#/<b>");
		this.reader.awaitText(".detail .trouble", "not the id of a record");
	}

	@Test
	void filtersByWordAndField() {
		record("Sought aardvark");
		this.agent.record(TestPacket.fresh()
			.with("title", "\"Other aardvark\"")
			.with("requested_by", "\"someone-else\"")
			.bytes());
		this.reader.open("/").filter("q", "aardvark");
		Browser.await("two match", () -> this.reader.titles().size() == 2);
		this.reader.filter("requested_by", "someone-else");
		Browser.await("one matches", () -> this.reader.titles().equals(List.of("Other aardvark")));
		assertThat(this.reader.text(".number")).isEqualTo("1 in use");
		this.reader.filter("work_item", "NONE-1");
		this.reader.awaitText(".notice", "No record matches.");
		this.reader.first(".notice button").click();
		Browser.await("all are back", () -> this.reader.titles().size() > 2);
	}

	@Test
	void filtersByRevision() {
		String revision = "5e".repeat(32);
		this.agent.record(TestPacket.fresh()
			.with("title", "\"Made for a revision\"")
			.with("target_revision", '"' + revision + '"')
			.bytes());
		record("Made for none");
		this.reader.open("/").filter("target_revision", revision);
		Browser.await("one matches", () -> this.reader.titles().equals(List.of("Made for a revision")));
		assertThat(this.reader.text(".records .facts")).startsWith("cto at 5e5e5e5e5e5e").doesNotContain(revision);
	}

	@Test
	void saysWhichFilterTheRegistryCannotUse() {
		this.reader.open("/").filter("packet_sha256", "abc");
		this.reader.awaitText(".trouble", "packet_sha256");
	}

	@Test
	void turnsThePages() {
		for (int i = 0; i < 52; i++) {
			record("Page turner " + i);
		}
		this.reader.open("/").filter("q", "turner");
		Browser.await("a page is there", () -> this.reader.titles().size() == 50);
		this.reader.first(".older").sendKeys(Keys.ENTER);
		Browser.await("the rest is there", () -> this.reader.titles().size() == 52);
		assertThat(this.reader.titles()).endsWith("Page turner 1", "Page turner 0");
		assertThat(this.reader.first(".older").isDisplayed()).isFalse();
	}

	@Test
	void showsWhatArrivesWithoutTakingTheFocus() {
		record("There before");
		this.reader.open("/");
		this.reader.choose("There before");
		WebElement focused = this.reader.first(".record[aria-current]");
		this.reader.browser().run("arguments[0].focus()", focused);
		record("Just arrived");
		Browser.await("it arrives", () -> this.reader.titles().indexOf("Just arrived") == 0);
		assertThat(this.reader.first(".record:focus")).isEqualTo(focused);
		assertThat(this.reader.texts("[role=status]")).contains("New proposal, not approved: Just arrived");
		assertThat(this.reader.text("article h2 bdi")).isEqualTo("There before");
	}

	@Test
	void keepsTheReadersPlaceWhileRecordsArrive() {
		for (int i = 0; i < 12; i++) {
			record("Long list " + i);
		}
		this.reader.open("/");
		WebElement read = this.reader.all(".record").get(9);
		this.reader.browser().run("arguments[0].scrollIntoView({ block: 'start' })", read);
		double top = top(read);
		record("Far above");
		Browser.await("it arrives", () -> this.reader.titles().indexOf("Far above") == 0);
		assertThat(top(read)).isCloseTo(top, within(1.0));
	}

	@Test
	void cutsItsListOnceManyHaveArrivedAndNobodyReadsFurtherDown() {
		record("Before the crowd");
		this.reader.open("/").place(Map.of("updates", "poll", "every", "1"));
		this.reader.awaitText(".status", "Refreshes");
		for (int i = 0; i < 210; i++) {
			record("Crowd " + i);
			if (i % 42 == 41) {
				String newest = "Crowd " + i;
				Browser.await(newest + " arrives", () -> this.reader.titles().indexOf(newest) == 0);
				this.reader.browser().run("arguments[0].scrollIntoView()", this.reader.all(".record").get(30));
			}
		}
		assertThat(this.reader.titles()).contains("Crowd 0", "Before the crowd");
		this.reader.browser().run("arguments[0].scrollTop = 0", this.reader.first(".list"));
		record("Crowd 210");
		Browser.await("the list is cut", () -> this.reader.titles().size() == 50);
		this.reader.first(".older").sendKeys(Keys.ENTER);
		Browser.await("older ones are there", () -> this.reader.titles().size() == 100);
		assertThat(this.reader.titles())
			.isEqualTo(IntStream.range(0, 100).mapToObj((i) -> "Crowd " + (210 - i)).toList());
	}

	@Test
	void saysWhyNoOlderRecordsCome() {
		for (int i = 0; i < 51; i++) {
			record("Behind the first page");
		}
		this.reader.browser().before(Interception.answering("window.away", "throw new TypeError('no network');"));
		this.reader.open("/").place(Map.of("updates", "poll", "every", "60"));
		this.reader.awaitText(".status", "Refreshes");
		this.reader.browser().run("window.away = true");
		this.reader.first(".older").sendKeys(Keys.ENTER);
		this.reader.awaitText(".end", "The registry cannot be reached.");
		this.reader.browser().run("window.away = false");
		this.reader.first(".older").sendKeys(Keys.ENTER);
		Browser.await("they come", () -> this.reader.titles().size() > 50);
		assertThat(this.reader.text(".end")).isEqualTo("No older record.");
	}

	private double top(WebElement element) {
		Object top = this.reader.browser().run("return arguments[0].getBoundingClientRect().top", element);
		return ((Number) Objects.requireNonNull(top)).doubleValue();
	}

	@Test
	void pollsWhereItIsToldTo() {
		this.reader.open("/").place(Map.of("updates", "poll", "every", "1"));
		this.reader.awaitText(".status", "Refreshes every 1 s");
		record("Found by asking");
		Browser.await("it is found", () -> this.reader.titles().indexOf("Found by asking") == 0);
		this.reader.choose("Found by asking");
		assertThat(this.reader.address()).isEqualTo("/");
		assertThat(this.reader.first(".record").getTagName()).isEqualTo("button");
	}

	@Test
	void asksForATokenWhereReadingNeedsOne() {
		record("Behind a token");
		this.reader.browser()
			.before(Interception.answering(
					"path.startsWith('/api/') && options?.headers?.Authorization !== 'Bearer " + Tokens.READER + "'",
					REFUSAL));
		this.reader.open("/");
		this.reader.awaitText(".token", "Send a bearer token");
		WebElement field = this.reader.first("#token");
		assertThat(field.getDomAttribute("type")).isEqualTo("password");
		field.sendKeys(Tokens.READER + Keys.ENTER);
		Browser.await("the list is read", () -> this.reader.titles().contains("Behind a token"));
		assertThat(this.reader.browser().run("return JSON.stringify(localStorage) + document.cookie")).isEqualTo("{}");
		this.reader.open("/");
		assertThat(this.reader.titles()).contains("Behind a token");
		this.reader.first(".list > button.plain").click();
		this.reader.awaitText(".token", "Send a bearer token");
	}

	@Test
	void asksForNoTokenBehindAPrefix() {
		this.reader.browser().before(Interception.answering("path.startsWith('/proxy/side/api/')", REFUSAL));
		this.reader.open("/").place(Map.of("base", "/proxy/side", "updates", "poll"));
		this.reader.awaitText(".trouble", "Send a bearer token");
		assertThat(this.reader.has("input[type=password]")).isFalse();
	}

	@Test
	void saysThatTheRegistryIsOutOfReachAndComesBack() {
		record("Back again");
		this.reader.browser().before(Interception.answering("window.away", "throw new TypeError('no network');"));
		this.reader.open("/").place(Map.of("updates", "poll", "every", "1"));
		this.reader.awaitText(".status", "Refreshes");
		this.reader.browser().run("window.away = true");
		this.reader.awaitText(".status", "Not reached");
		assertThat(this.reader.titles()).contains("Back again");
		this.reader.browser().run("window.away = false");
		this.reader.awaitText(".status", "Refreshes");
	}

}
