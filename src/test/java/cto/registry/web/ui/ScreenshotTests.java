package cto.registry.web.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the pictures of the documentation, where it is asked to:
 * {@code mvn -B test -Dtest=ScreenshotTests -Dscreenshots=docs/screenshots}.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = ".+",
		disabledReason = "nobody asked for -Dscreenshots=<directory>")
class ScreenshotTests extends BrowserTest {

	private static final int MAX_BYTES = 200 * 1024;

	private static final String REVISION = "3f9c2a7b61d0e4858fa1b6c7d2e3f40516273849";

	private final Path directory = Path.of(Objects.requireNonNull(System.getProperty("screenshots")));

	private final String id;

	ScreenshotTests(@LocalServerPort int port) throws IOException {
		super(port);
		propose("index-report", "Rebuild the search index report", "cto-planner", "case-lab", "CTO-WORK-041",
				"CTO-WORK-052");
		propose("retention-note", "Describe how long drill results are kept", "cto-writer", "cto", "CTO-WORK-058");
		propose("link-check", "Check the links of the protocol pages", "cto-planner", "cto", "CTO-WORK-060");
		propose("board-order", "Sort the workboard by work item", "cto", "cto", "CTO-WORK-061");
		propose("lab-fixtures", "Regenerate the fixtures of the case lab", "cto-planner", "case-lab", "CTO-WORK-063",
				"CTO-WORK-064", "CTO-WORK-065");
		this.agent.post("/api/v1/execution-requests", "application/yaml",
				Files.readAllBytes(Path.of("examples/cto-work-066.yaml")));
		this.id = this.agent.record(Files.readAllBytes(Path.of("examples/cto-work-067.json"))).at("/id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void showsTheListAndARecord(String scheme) throws IOException {
		this.reader.browser().scheme(scheme);
		this.reader.open("/");
		this.reader.awaitText(".status", "Live");
		save("list-" + scheme);
		this.reader.open("/#/" + this.id);
		this.reader.awaitText("pre.packet", "packet_id");
		save("record-" + scheme);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void showsThemOnAPhone(String scheme) throws IOException {
		this.reader.browser().scheme(scheme);
		this.reader.browser().screen(390, 844);
		this.reader.open("/");
		this.reader.awaitText(".status", "Live");
		save("phone-list-" + scheme);
		this.reader.open("/#/" + this.id);
		this.reader.awaitText("pre.packet", "packet_id");
		save("phone-record-" + scheme);
	}

	@Test
	void showsWhatVerifyingFound() throws IOException {
		this.reader.browser().screen(1080, 800);
		this.reader.open("/#/" + this.id);
		verify();
		save("verified");
		this.reader.browser().before(Interception.changing("/packet", "(bytes[100] ^= 1, bytes)"));
		this.reader.open("/#/" + this.id);
		verify();
		save("tampered");
	}

	private void verify() {
		this.reader.awaitText("pre.packet", "packet_id");
		this.reader.verify();
		this.reader.browser().run("arguments[0].scrollIntoView()", this.reader.first(".verification"));
	}

	private void propose(String id, String title, String by, String repository, String... items) {
		this.agent.record(TestPacket.fresh()
			.with("packet_id", "\"cto-" + id + "\"")
			.with("title", '"' + title + '"')
			.with("requested_by", '"' + by + '"')
			.with("target_repository", '"' + repository + '"')
			.with("target_revision", '"' + REVISION + '"')
			.with("work_items", "[\"" + String.join("\", \"", items) + "\"]")
			.bytes());
	}

	private void save(String name) throws IOException {
		byte[] picture = this.reader.browser().screenshot();
		assertThat(picture).hasSizeLessThan(MAX_BYTES);
		Files.createDirectories(this.directory);
		Files.write(this.directory.resolve(name + ".png"), picture);
	}

}
