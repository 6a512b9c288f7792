package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import cto.registry.merkle.Sha256;
import cto.registry.record.Cursor;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@RegistryTest
class ReadingTests {

	private static final String LIST = "/api/v1/execution-requests";

	private static final String REVISION = "9fceb02d0ae598e95dc970b74767f19372d61af8";

	private final Client anyone;

	private final Client alice;

	ReadingTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
		this.alice = this.anyone.as(Tokens.ALICE);
	}

	@Test
	void saysWhatItWasBuiltFrom() {
		Reply info = this.anyone.get("/actuator/info");
		assertThat(info.status()).isEqualTo(200);
		assertThat(info.at("/build/version")).isEqualTo("0.1.0");
		assertThat(info.at("/build/commit")).isNotEmpty();
	}

	@Test
	void givesTheExactBytesWithTheirDigest() {
		byte[] packet = (" \n" + TestPacket.fresh().tree().toPrettyString() + "\n\n").getBytes(StandardCharsets.UTF_8);
		Reply record = this.alice.record(packet);
		Reply reply = this.anyone.get(record.at("/packet/href"));
		String hex = HexFormat.of().formatHex(Sha256.of(packet));
		assertThat(reply.body()).isEqualTo(packet);
		assertThat(reply.header("ETag")).isEqualTo("\"sha256-" + hex + "\"");
		assertThat(reply.header("Repr-Digest"))
			.isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(Sha256.of(packet)) + ":");
		assertThat(record.at("/packet/sha256")).isEqualTo(hex);
		assertThat(record.json().at("/packet/bytes").asInt()).isEqualTo(packet.length);
	}

	@Test
	void givesEveryFieldThatThePacketHas() {
		TestPacket packet = TestPacket.fresh()
			.with("backend", "\"case\"")
			.with("target_revision", "\"" + "0a".repeat(20) + "\"")
			.with("notes", "\"First line\\nsecond\\tline\"")
			.with("harness_command",
					"{\"argv\": [\"make\", \"-C\", \"ü 漢\"], \"working_directory\": \"tools/\", \"environment\": {\"B\": \"2\", \"A\": \"\"}}")
			.with("proof_pointers",
					"[{\"kind\": \"commit\", \"ref\": \"abc\", \"sha256\": \"" + "0f".repeat(32) + "\"}]");
		JsonNode record = this.alice.record(packet.bytes()).json();
		for (String field : List.of("packet_id", "title", "requested_by", "work_items", "task_shape", "backend",
				"target_repository", "target_revision", "allowed_paths", "harness_command", "proof_pointers",
				"blocked_actions", "notes", "approval_required_from")) {
			assertThat(record.get(field)).as(field).isEqualTo(packet.tree().get(field));
		}
	}

	@Test
	void lastsForeverInACache() {
		Reply record = this.alice.record(TestPacket.fresh().bytes());
		for (String path : List.of(LIST + "/" + record.at("/id"), record.at("/packet/href"))) {
			Reply reply = this.anyone.get(path);
			assertThat(reply.header("Cache-Control")).contains("private", "max-age=31536000", "immutable");
			Reply again = this.anyone.get(path, "If-None-Match", String.valueOf(reply.header("ETag")));
			assertThat(again.status()).isEqualTo(304);
			assertThat(again.body()).isEmpty();
		}
	}

	@Test
	void checksARecordAfresh() {
		Reply record = this.alice.record(TestPacket.fresh().bytes());
		Reply reply = this.anyone.get(LIST + "/" + record.at("/id") + "/validation");
		assertThat(reply.json().get("valid").asBoolean()).isTrue();
		assertThat(reply.json().get("checks").findValuesAsString("name")).containsExactly("packet_digest",
				"packet_rules", "projection", "guardrails", "leaf_hash", "inclusion");
	}

	@Test
	void answersHeadLikeGetWithoutABody() {
		Reply record = this.alice.record(TestPacket.fresh().bytes());
		for (String path : List.of(LIST, LIST + "/" + record.at("/id"), record.at("/packet/href"), "/health")) {
			Reply head = this.anyone.send("HEAD", path, new byte[0]);
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.body()).isEmpty();
			assertThat(head.header("ETag")).isEqualTo(this.anyone.get(path).header("ETag"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "00000000-0000-7000-8000-000000000000", "1", "not-a-uuid", "%00" })
	void findsNothingWhereNothingIs(String id) {
		for (String path : List.of("", "/packet", "/validation")) {
			int status = this.anyone.get(LIST + "/" + id + path).status();
			assertThat(status).isIn(404, id.equals("%00") ? 400 : 404);
		}
	}

	@Test
	void listsNewestFirstAndPagesThroughAll() {
		List<Long> recorded = IntStream.range(0, 7)
			.mapToObj((i) -> this.alice.record(TestPacket.fresh().with("requested_by", "\"pager\"").bytes()))
			.map((reply) -> reply.json().get("log_index").asLong())
			.toList();
		List<Long> listed = new ArrayList<>();
		String target = LIST + "?limit=3&requested_by=pager";
		int pages = 0;
		while (target != null) {
			Reply page = this.anyone.get(target);
			page.json().get("items").forEach((item) -> listed.add(item.get("log_index").asLong()));
			assertThat(page.json().get("read_only").asBoolean()).isTrue();
			String link = page.header("Link");
			target = (link != null) ? link.substring(1, link.indexOf('>')) : null;
			assertThat(target == null).isEqualTo(page.json().get("next_cursor").isNull());
			pages++;
		}
		assertThat(pages).isEqualTo(3);
		assertThat(listed).isEqualTo(recorded.stream().sorted((a, b) -> Long.compare(b, a)).toList());
	}

	@Test
	void filtersByEveryField() {
		Reply old = this.alice.record(TestPacket.fresh().bytes());
		TestPacket packet = TestPacket.fresh()
			.with("title", "\"Über-Zebra crossing\"")
			.with("notes", "\"quokka\"")
			.with("requested_by", "\"filter-me\"")
			.with("work_items", "[\"AB-7\", \"FILTER-1\"]")
			.with("target_repository", "\"case-lab\"")
			.with("target_revision", '"' + REVISION + '"')
			.with("supersedes", '"' + old.at("/id") + '"');
		Reply record = this.anyone.as(Tokens.BOB).record(packet.bytes());
		String id = record.at("/id");
		String at = record.at("/submitted_at");
		assertThat(ids("target_repository=case-lab")).contains(id);
		assertThat(ids("target_repository=cto")).doesNotContain(id);
		assertThat(ids("target_revision=" + REVISION)).containsExactly(id);
		assertThat(ids("target_revision=" + "9".repeat(64))).isEmpty();
		assertThat(ids("work_item=FILTER-1")).containsExactly(id);
		assertThat(ids("requested_by=filter-me")).containsExactly(id);
		assertThat(ids("submitted_by=bob")).contains(id);
		assertThat(ids("submitted_by=alice")).doesNotContain(id);
		assertThat(ids("packet_id=" + packet.id())).containsExactly(id);
		assertThat(ids("packet_sha256=" + record.at("/packet/sha256"))).containsExactly(id);
		assertThat(ids("supersedes=" + old.at("/id"))).containsExactly(id);
		assertThat(ids("q=quokka")).containsExactly(id);
		assertThat(ids("q=ZEBRA+quokka")).containsExactly(id);
		assertThat(ids("q=quokka+absent")).isEmpty();
		assertThat(ids("submitted_after=" + at)).contains(id);
		assertThat(ids("submitted_before=" + at)).doesNotContain(id);
		assertThat(ids("submitted_before=" + at)).contains(old.at("/id"));
		assertThat(ids("target_repository=case-lab&work_item=AB-7&requested_by=filter-me&submitted_by=bob&q=quokka"
				+ "&submitted_after=" + at + "&supersedes=" + old.at("/id")))
			.containsExactly(id);
	}

	@Test
	void linksToTheNextPageOfAnyQuery() {
		for (int i = 0; i < 2; i++) {
			this.alice.record(TestPacket.fresh().with("title", "\"alpha beta\"").bytes());
		}
		for (String words : List.of("alpha=", "=alpha", "alpha+beta", "alpha%20beta", "alpha&cursor=" + Cursor.START)) {
			String link = String.valueOf(this.anyone.get(LIST + "?limit=1&q=" + words).header("Link"));
			assertThat(this.anyone.get(link.substring(1, link.indexOf('>'))).json().get("items").size()).isEqualTo(1);
		}
	}

	@Test
	void answersTheShortWayAsTheLongOne() {
		String path = "/api/v1/execution-requests/" + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		// what a browser accepts takes the long way
		Reply longer = this.anyone.get(path, "Accept", "application/json, */*;q=0.1");
		for (String accept : List.of("application/json", "*/*")) {
			Reply shorter = this.anyone.get(path, "Accept", accept);
			assertThat(shorter.status()).isEqualTo(200);
			assertThat(shorter.body()).isEqualTo(longer.body());
			assertThat(names(shorter)).isEqualTo(names(longer));
			for (String header : List.of("ETag", "Cache-Control", "Content-Type", "Vary", "Content-Length",
					"X-Content-Type-Options", "Content-Security-Policy")) {
				assertThat(shorter.header(header)).as(header).isEqualTo(longer.header(header));
			}
			String tag = String.valueOf(shorter.header("ETag"));
			Reply unchanged = this.anyone.get(path, "Accept", accept, "If-None-Match", tag);
			assertThat(unchanged.status()).isEqualTo(304);
			assertThat(unchanged.header("ETag")).isEqualTo(tag);
		}
		assertThat(this.anyone.send("HEAD", path, new byte[0]).header("ETag")).isEqualTo(longer.header("ETag"));
		assertThat(this.anyone.get(path + "?x=1").status()).isEqualTo(400);
	}

	private static Set<String> names(Reply reply) {
		return reply.headers().map().keySet();
	}

	@Test
	void costsA304WhereNothingIsNew() {
		String target = LIST + "?requested_by=poller";
		this.alice.record(TestPacket.fresh().with("requested_by", "\"poller\"").bytes());
		String tag = String.valueOf(this.anyone.get(target).header("ETag"));
		assertThat(tag).startsWith("W/\"");
		assertThat(this.anyone.get(target, "If-None-Match", tag).status()).isEqualTo(304);
		this.alice.record(TestPacket.fresh().with("requested_by", "\"poller\"").bytes());
		assertThat(this.anyone.get(target, "If-None-Match", tag).status()).isEqualTo(200);
	}

	@Test
	void endsAPageBeforeItGetsTooLargeForTheProxy() {
		String argument = '"' + "x".repeat(4000) + '"';
		String argv = "{\"argv\": [" + String.join(",", Collections.nCopies(60, argument)) + "]}";
		for (int i = 0; i < 4; i++) {
			this.alice
				.record(TestPacket.fresh().with("requested_by", "\"large\"").with("harness_command", argv).bytes());
		}
		Reply first = this.anyone.get(LIST + "?requested_by=large");
		assertThat(first.body().length).isLessThanOrEqualTo(512 * 1024);
		assertThat(first.json().get("items").size()).isEqualTo(2);
		Reply second = this.anyone.get(LIST + "?requested_by=large&cursor=" + first.at("/next_cursor"));
		assertThat(second.json().get("items").size()).isEqualTo(2);
		assertThat(second.json().get("next_cursor").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=201, limit", "limit=x, limit", "limit=, limit", "limit=1&limit=2, limit",
			"limt=1, limt", "cursor=zzz, cursor", "cursor=, cursor", "submitted_after=yesterday, submitted_after",
			"submitted_after=2026-02-30T00:00:00Z, submitted_after",
			"submitted_before=%2B999999999-01-01T00:00:00Z, submitted_before", "packet_sha256=abc, packet_sha256",
			"supersedes=1, supersedes", "target_revision=9fceb02, target_revision", "q=%00, q", "q=, q",
			"requested_by=%07x, requested_by" })
	void refusesAParameterThatItCannotUse(String query, String named) {
		Reply reply = this.anyone.get(LIST + "?" + query);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/code")).isEqualTo("invalid_parameter");
		assertThat(reply.at("/detail")).contains(named);
	}

	@Test
	void refusesParametersWhereThereAreNone() {
		assertThat(this.anyone.get("/api/v1/guardrails?x=1").status()).isEqualTo(400);
		assertThat(this.anyone.get("/api/v1/repositories?x=1").status()).isEqualTo(400);
		assertThat(this.anyone.get("/api/v1/approvers?x=1").status()).isEqualTo(400);
	}

	private List<String> ids(String query) {
		List<String> ids = new ArrayList<>();
		this.anyone.get(LIST + "?" + query).json().get("items").forEach((item) -> ids.add(item.get("id").asString()));
		return ids;
	}

}
