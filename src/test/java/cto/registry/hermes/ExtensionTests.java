package cto.registry.hermes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The extension's files, held to what Hermes WebUI loads and what its extension registry
 * accepts, as far as that can be said without their code. The script
 * {@code integrations/hermes-webui/test} asks them themselves.
 */
class ExtensionTests {

	private static final Path ROOT = Path.of("integrations/hermes-webui/execution-request-registry");

	private static final String BANNER = "Not approved. Execution not allowed. Approval by the record's approver is still required.";

	private final JsonNode metadata = json("extension.json");

	private final JsonNode runtime = json("manifest.json").at("/extensions/0");

	@Test
	void isOneEntryUnderOneName() {
		String id = String.valueOf(ROOT.getFileName());
		assertThat(json("manifest.json").get("extensions")).hasSize(1);
		assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
		assertThat(this.metadata.get("id").asString()).isEqualTo(id);
		assertThat(this.runtime.get("id").asString()).isEqualTo(id);
		assertThat(text(ROOT.resolve("assets/extension.js"))).contains("const ID = '" + id + "'",
				"/api/extensions/${ID}/sidecar");
	}

	@Test
	void hasTheVersionOfTheService() {
		String version = YAMLMapper.shared()
			.readTree(text(Path.of("openapi/openapi.yaml")))
			.at("/info/version")
			.asString();
		assertThat(this.metadata.get("version").asString()).isEqualTo(version).matches("\\d+\\.\\d+\\.\\d+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "description", "author" })
	void introducesItself(String member) {
		assertThat(this.metadata.get(member).asString()).isNotBlank();
	}

	@Test
	void loadsTheSameFilesInBothDescriptionsAndTheyAreThere() {
		assertThat(this.runtime.get("scripts")).isEqualTo(this.metadata.at("/assets/scripts"));
		assertThat(this.runtime.get("stylesheets")).isEqualTo(this.metadata.at("/assets/stylesheets"));
		assertThat(this.metadata.at("/assets/scripts")).hasSize(1)
			.allSatisfy((script) -> assertThat(ROOT.resolve(script.asString())).isRegularFile());
	}

	@Test
	void declaresTheServiceAsItsSidecarAndReadsWithAToken() {
		for (String member : List.of("type", "origin", "health_path", "proxy_auth")) {
			assertThat(this.runtime.at("/sidecar/" + member)).as(member)
				.isEqualTo(this.metadata.at("/sidecar/" + member));
		}
		assertThat(this.runtime.at("/sidecar/type").asString()).isEqualTo("loopback");
		assertThat(this.runtime.at("/sidecar/origin").asString()).isEqualTo("http://127.0.0.1:8080");
		assertThat(this.runtime.at("/sidecar/health_path").asString()).isEqualTo("/health");
		assertThat(this.runtime.at("/sidecar/proxy_auth").asString()).isEqualTo("token-v1");
		assertThat(this.metadata.at("/sidecar/runtime/kind").asString()).isEqualTo("external");
		assertThat(this.metadata.at("/sidecar/runtime/repository").asString()).startsWith("https://");
		assertThat(this.runtime.at("/sidecar/runtime").isMissingNode()).isTrue();
		assertThat(strings(this.metadata.get("capabilities"))).containsExactly("manifest-bundle", "loopback-sidecar");
	}

	@Test
	void asksForNothingButItsSidecarItsOwnElementsAndOneKey() {
		JsonNode permissions = this.metadata.get("permissions");
		assertThat(permissions.get("loopback_sidecar").asBoolean()).isTrue();
		assertThat(permissions.at("/dom/owned").asBoolean()).isTrue();
		assertThat(permissions.at("/filesystem/serves_bundled_assets").asBoolean()).isTrue();
		for (String refused : List.of("/webui_navigation", "/native_host", "/network_external",
				"/filesystem/arbitrary")) {
			assertThat(permissions.at(refused).isBoolean()).as(refused).isTrue();
			assertThat(permissions.at(refused).asBoolean()).as(refused).isFalse();
		}
		for (String none : List.of("/webui_api/read", "/webui_api/write", "/storage/shared_webui_keys")) {
			assertThat(permissions.at(none).isArray()).as(none).isTrue();
			assertThat(permissions.at(none)).as(none).isEmpty();
		}
		assertThat(strings(permissions.at("/storage/owned")))
			.containsExactly("execution-requests.log-key:/api/extensions/execution-request-registry/sidecar");
	}

	@Test
	void saysWhatHasToBeStarted() {
		JsonNode lifecycle = this.metadata.get("lifecycle");
		assertThat(lifecycle.get("sidecar_start_required").asBoolean()).isTrue();
		assertThat(lifecycle.get("webui_restart_required").isBoolean()).isTrue();
		assertThat(lifecycle.get("native_host_start_required").isBoolean()).isTrue();
		assertThat(lifecycle.get("native_host_autostart").asString()).isEqualTo("none");
		assertThat(this.metadata.at("/post_install/summary").asString()).isNotBlank();
		assertThat(this.metadata.at("/post_install/local_app_label").asString()).isNotBlank();
		assertThat(this.metadata.get("screenshots").isArray()).isTrue();
	}

	@Test
	void isMadeOfRegularFilesThatHermesServesWithTheRightType() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			assertThat(files.filter((path) -> !path.equals(ROOT))).noneMatch(Files::isSymbolicLink)
				.noneMatch((path) -> path.getFileName().toString().startsWith("."))
				.allMatch((path) -> Files.isDirectory(path)
						|| path.getFileName().toString().matches(".*\\.(js|css|json|md)"));
		}
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void hasNoScriptThatASafetyScanRefuses(Path script) {
		assertThat(text(script)).doesNotContainPattern("\\b(eval|Function)\\s*\\(")
			.doesNotContainPattern("\\bset(Timeout|Interval)\\s*\\(\\s*['\"`]")
			.doesNotContainPattern("\\bdocument\\.cookie\\b|\\bprocess\\.env\\b|\\bchild_process\\b")
			.doesNotContainPattern("\\bcreateServer\\s*\\(|\\.listen\\s*\\(|\\bnew\\s+(\\w+\\.)?Server\\s*\\(");
		List<String> urls = new ArrayList<>();
		Matcher literal = Pattern.compile("['\"`](https?://[^'\"`\\s)]+)").matcher(text(script));
		while (literal.find()) {
			urls.add(literal.group(1));
		}
		assertThat(urls).allMatch("http://www.w3.org/2000/svg"::equals);
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void showsTextAsTextOnly(Path script) {
		assertThat(text(script)).doesNotContainPattern(
				"innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|DOMParser|srcdoc|setHTML");
	}

	@Test
	void hasNoControlButToCloseAndToCheckAgain() {
		Matcher labels = Pattern.compile("\\bbutton\\('([^']*)'").matcher(text(ROOT.resolve("assets/extension.js")));
		assertThat(labels.results().map((label) -> label.group(1))).containsExactlyInAnyOrder("Close", "",
				"Check again");
		assertThat(text(ROOT.resolve("assets/extension.js")))
			.doesNotContainPattern("(?i)\\bchoices\\b|approval-card|/api/approval|\\b(approve|deny|reject)\\b");
	}

	@Test
	void onlyReads() {
		assertThat(text(ROOT.resolve("assets/extension.js")))
			.doesNotContainPattern(
					"(?i)\\bmethod\\s*:|\\bXMLHttpRequest\\b|sendBeacon|WebSocket|Authorization|Storage\\b")
			// Hermes refuses a request that does not say where it comes from
			.doesNotContainPattern("(?i)referrerPolicy");
	}

	@Test
	void saysThatNothingIsApproved() {
		assertThat(text(ROOT.resolve("assets/extension.js"))).contains("It approves nothing")
			// the element alone shows titles, and adds that they are not approved
			.doesNotContain("record-shown", ".title");
		assertThat(text(ROOT.resolve("README.md"))).contains(BANNER);
		assertThat(this.metadata.get("description").asString()).contains("approves nothing");
	}

	private static Stream<Path> scripts() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((path) -> path.toString().endsWith(".js")).toList().stream();
		}
	}

	private static JsonNode json(String name) {
		return JsonMapper.shared().readTree(text(ROOT.resolve(name)));
	}

	private static List<String> strings(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(file + " cannot be read", ex);
		}
	}

}
