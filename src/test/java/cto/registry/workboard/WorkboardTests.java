package cto.registry.workboard;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The board of a log of 320 records, more than one block of them indexed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkboardTests {

	private static final String BOARD = "/api/v1/workboard";

	private static final String INDEX = "/api/v1/work-items";

	private static final String LONG_TITLE = "\"" + "漢".repeat(200) + "\"";

	/** More records than a page checks; their titles alone fill a page before that. */
	private static final int BULK = 230;

	private final TestDatabase database = TestDatabase.fresh();

	private final AnotherService service = AnotherService.on(this.database);

	private final Client alice = this.service.client().as(Tokens.ALICE);

	/** What the board has to show. */
	private final Map<String, Set<String>> packets = new TreeMap<>();

	@BeforeAll
	void records() {
		record("\"Validate\"", "GONE-1");
		List<Callable<Reply>> senders = new ArrayList<>();
		for (int i = 0; i < BULK; i++) {
			TestPacket packet = packet(LONG_TITLE, "BULK-1");
			senders.add(() -> this.alice.record(packet.bytes()));
		}
		Senders.run(16, senders);
		for (int i = 0; i < 89; i++) {
			record("\"Validate\"", "PAIR-" + i / 2, "MANY-" + i % 7, "Z9-1");
		}
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 90, 200 })
	void showsEachWorkItemWithAllItsRecordsOnAsManyPagesAsItTakes(int limit) {
		Map<String, Set<String>> shown = new TreeMap<>();
		List<String> order = new ArrayList<>();
		for (JsonNode page : pages(BOARD + "?limit=" + limit)) {
			int records = 0;
			for (JsonNode item : page.get("items")) {
				String name = item.get("work_item").asString();
				order.add(name);
				Set<String> ids = shown.computeIfAbsent(name, (key) -> new TreeSet<>());
				for (JsonNode record : item.get("records")) {
					assertThat(ids.add(record.get("packet_id").asString())).as("%s comes twice", record).isTrue();
					assertThat(record.get("status").asString()).isEqualTo("validated");
					records++;
				}
				boolean splits = name.equals("BULK-1") || this.packets.getOrDefault(name, Set.of()).size() > limit;
				assertThat(item.get("status").asString()).as("limit %d: %s", limit, name)
					.isEqualTo(splits ? "partial" : "validated");
			}
			assertThat(records).isBetween(1, limit);
		}
		assertThat(shown).isEqualTo(this.packets);
		assertThat(order).isSorted();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 150 })
	void listsEachWorkItemWithItsCountAndItsLatestRecord(int limit) {
		Map<String, Integer> counts = new TreeMap<>();
		List<String> order = new ArrayList<>();
		for (JsonNode page : pages(INDEX + "?limit=" + limit)) {
			assertThat(page.get("items").size()).isBetween(1, limit);
			for (JsonNode item : page.get("items")) {
				order.add(item.get("work_item").asString());
				counts.put(item.get("work_item").asString(), item.get("records").asInt());
				assertThat(item.has("status")).isFalse();
			}
		}
		Map<String, Integer> expected = new TreeMap<>();
		this.packets.forEach((item, ids) -> expected.put(item, ids.size()));
		assertThat(counts).isEqualTo(expected);
		assertThat(order).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void linksAWorkItemToAllOfItsRecords() {
		TestPacket latest = packet("\"APPROVED by JP\"", "LINK-1");
		record("\"Validate\"", "LINK-1");
		JsonNode record = this.alice.record(latest.bytes()).json();
		JsonNode item = pages(INDEX).stream()
			.flatMap((page) -> page.get("items").valueStream())
			.filter((one) -> one.get("work_item").asString().equals("LINK-1"))
			.findFirst()
			.orElseThrow();
		JsonNode shown = item.get("latest");
		for (String member : List.of("id", "log_index", "packet_id", "title", "approval_required_from", "submitted_by",
				"submitted_at", "approval_granted", "execution_allowed", "runtime_default_activation",
				"approval_required")) {
			assertThat(shown.get(member)).as(member).isEqualTo(record.get(member));
		}
		assertThat(shown.get("state").asString()).isEqualTo("proposed, not approved");
		assertThat(this.alice.get(item.get("records_href").asString()).json().get("items").valueStream())
			.extracting((one) -> one.get("packet_id").asString())
			.containsExactlyInAnyOrderElementsOf(this.packets.getOrDefault("LINK-1", Set.of()));
		assertThat(packetIds(this.alice.get(item.get("workboard_href").asString()).json().at("/items/0")))
			.containsExactlyElementsOf(this.packets.getOrDefault("LINK-1", Set.of()));
	}

	@Test
	void fitsAnAnswerInEachForm() {
		List<Integer> sizes = new ArrayList<>();
		for (String form : List.of("application/json", "application/yaml")) {
			String target = BOARD + "?work_item=BULK-1";
			while (target != null) {
				Reply page = this.alice.get(target, "Accept", form);
				assertThat(page.body().length).isLessThan(512 * 1024);
				sizes.add(page.body().length);
				target = next(page);
			}
		}
		assertThat(Collections.max(sizes)).isGreaterThan(90 * 1024);
	}

	@Test
	void saysTheSameAsYaml() {
		Reply json = this.alice.get(BOARD + "?limit=50");
		Reply yaml = this.alice.get(BOARD + "?limit=50", "Accept", "application/yaml");
		assertThat(YAMLMapper.shared().readTree(yaml.body())).isEqualTo(json.json());
		assertThat(yaml.header("Link")).isEqualTo(json.header("Link")).contains("limit=50&cursor=");
		assertThat(json.header("ETag")).startsWith("W/\"").isNotEqualTo(yaml.header("ETag"));
		assertThat(yaml.header("Vary")).contains("Accept");
		assertThat(this.alice.get(BOARD, "Accept", "text/html").status()).isEqualTo(406);
	}

	@Test
	void showsOneWorkItem() {
		JsonNode items = this.alice.get(BOARD + "?work_item=PAIR-3").json().get("items");
		assertThat(items.size()).isOne();
		assertThat(packetIds(items.get(0))).containsExactlyElementsOf(this.packets.getOrDefault("PAIR-3", Set.of()));
		assertThat(pages(BOARD + "?work_item=PAIR-3&limit=1")).hasSize(2);
		assertThat(this.alice.get(BOARD + "?work_item=PAIR-99").json().get("items").isEmpty()).isTrue();
		List<String> bulk = new ArrayList<>();
		for (JsonNode page : pages(BOARD + "?work_item=BULK-1&limit=60")) {
			assertThat(page.get("items").size()).isOne();
			bulk.addAll(packetIds(page.get("items").get(0)));
		}
		assertThat(bulk).containsExactlyInAnyOrderElementsOf(this.packets.getOrDefault("BULK-1", Set.of()));
	}

	@Test
	void costsA304WhereNothingChanged() {
		record("\"Validate\"", "NEW-1");
		String target = BOARD + "?work_item=NEW-1";
		String tag = String.valueOf(this.alice.get(target).header("ETag"));
		Reply unchanged = this.alice.get(target, "If-None-Match", tag);
		assertThat(unchanged.status()).isEqualTo(304);
		assertThat(unchanged.body()).isEmpty();
		Reply head = this.alice.send("HEAD", target, new byte[0]);
		assertThat(head.header("ETag")).isEqualTo(tag);
		assertThat(head.body()).isEmpty();
		record("\"Validate\"", "NEW-1");
		assertThat(this.alice.get(target, "If-None-Match", tag).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=201, limit", "limit=x, limit", "cursor=zzz, cursor", "cursor=, cursor",
			"cursor=_________8, cursor", "cursor=f_________9BAA, cursor", "work_item=, work_item",
			"work_item=%00, work_item", "status=failed, status", "work_item=A-1&work_item=A-2, work_item" })
	void refusesAParameterThatItCannotUse(String query, String named) {
		Reply reply = this.alice.get(BOARD + "?" + query);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/code")).isEqualTo("invalid_parameter");
		assertThat(reply.at("/detail")).contains(named);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=151, limit", "cursor=zzz, cursor", "work_item=A-1, work_item" })
	void refusesAParameterThatTheIndexCannotUse(String query, String named) {
		Reply reply = this.alice.get(INDEX + "?" + query);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/detail")).contains(named);
	}

	@Test
	void offersNothingToChangeIt() {
		for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
			assertThat(this.alice.send(method, BOARD, new byte[0]).status()).isEqualTo(405);
			assertThat(this.alice.send(method, INDEX, new byte[0]).status()).isEqualTo(405);
		}
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void failsTheWorkItemOfARecordThatIsGone() throws SQLException {
		this.database.execute(this.database.superuser(), "ALTER TABLE registry.execution_request DISABLE TRIGGER ALL; "
				+ "DELETE FROM registry.execution_request WHERE log_index = 0");
		JsonNode item = this.alice.get(BOARD + "?work_item=GONE-1").json().at("/items/0");
		assertThat(item.get("status").asString()).isEqualTo("failed");
		assertThat(item.get("missing_records").asInt()).isOne();
		assertThat(item.get("records").isEmpty()).isTrue();
		JsonNode index = pages(INDEX).get(0).at("/items");
		assertThat(index.valueStream().filter((one) -> !one.has("latest")))
			.extracting((one) -> one.get("work_item").asString())
			.containsExactly("GONE-1");
	}

	private List<JsonNode> pages(String start) {
		List<JsonNode> pages = new ArrayList<>();
		String target = start;
		while (target != null) {
			Reply page = this.alice.get(target);
			assertThat(page.status()).isEqualTo(200);
			pages.add(page.json());
			target = next(page);
			assertThat(target == null).isEqualTo(page.json().get("next_cursor").isNull());
		}
		return pages;
	}

	private static @Nullable String next(Reply page) {
		String link = page.header("Link");
		return (link != null) ? link.substring(1, link.indexOf('>')) : null;
	}

	private static Collection<String> packetIds(JsonNode item) {
		return item.get("records").valueStream().map((record) -> record.get("packet_id").asString()).toList();
	}

	private void record(String title, String... workItems) {
		assertThat(this.alice.record(packet(title, workItems).bytes()).status()).isEqualTo(201);
	}

	/** A packet that the board has to show once it is recorded. */
	private TestPacket packet(String title, String... workItems) {
		TestPacket packet = TestPacket.fresh()
			.with("title", title)
			.with("work_items", "[\"" + String.join("\", \"", workItems) + "\"]");
		for (String item : workItems) {
			this.packets.computeIfAbsent(item, (key) -> new TreeSet<>()).add(packet.id());
		}
		return packet;
	}

}
