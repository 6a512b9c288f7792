package cto.registry.web.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RegistryTest
class PageRoutesTests {

	private static final Path MODULES = Path.of("integrations/hermes-webui/execution-request-registry/assets");

	private static final Pattern REFERENCE = Pattern
		.compile("(?:href|src)=\"(/[^\"]*)\"|from \"\\./([^\"]+)\"|import \"\\./([^\"]+)\"");

	private final Client anyone;

	PageRoutesTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
	}

	@Test
	void servesThePageWithAPolicyThatAllowsNothingInline() {
		Reply page = this.anyone.get("/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(page.header("Content-Security-Policy"))
			.isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
					+ "frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.text()).contains("<execution-requests").doesNotContain("<style", "style=", "onclick");
	}

	@Test
	void leavesSwaggerUiThePolicyThatItNeeds() {
		assertThat(this.anyone.get("/swagger-ui/index.html").header("Content-Security-Policy"))
			.contains("style-src 'self' 'unsafe-inline'");
	}

	@Test
	void servesEveryFileThatThePageNames() {
		List<String> seen = new ArrayList<>(List.of("/"));
		for (int i = 0; i < seen.size(); i++) {
			Reply reply = this.anyone.get(seen.get(i));
			assertThat(reply.status()).as(seen.get(i)).isEqualTo(200);
			if (seen.get(i).equals("/") || seen.get(i).endsWith(".js")) {
				REFERENCE.matcher(reply.text()).results().forEach((match) -> {
					String path = (match.group(1) != null) ? match.group(1)
							: "/ui/" + ((match.group(2) != null) ? match.group(2) : match.group(3));
					if (!seen.contains(path) && (path.equals("/") || path.startsWith("/ui/"))) {
						seen.add(path);
					}
				});
			}
		}
		assertThat(seen).contains("/ui/page.css", "/ui/page.js", "/ui/favicon.svg", "/ui/execution-requests.js",
				"/ui/verify.js");
	}

	@Test
	void costsA304WhereNothingChanged() {
		for (String path : List.of("/", "/ui/page.css", "/ui/execution-requests.js", "/ui/favicon.svg")) {
			Reply first = this.anyone.get(path);
			assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
			Reply again = this.anyone.get(path, "If-None-Match", String.valueOf(first.header("ETag")));
			assertThat(again.status()).isEqualTo(304);
			assertThat(again.body()).isEmpty();
		}
	}

	@Test
	void answersHeadWithoutABody() {
		for (String path : List.of("/", "/ui/page.js")) {
			Reply head = this.anyone.send("HEAD", path, new byte[0]);
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.body()).isEmpty();
			assertThat(head.header("ETag")).isEqualTo(this.anyone.get(path).header("ETag"));
		}
	}

	@Test
	void hasNoOtherFiles() {
		for (String path : List.of("/ui/nothing.js", "/ui/index.html", "/ui/extension.js")) {
			assertThat(this.anyone.get(path).status()).as(path).isEqualTo(404);
		}
		assertThat(this.anyone.send("DELETE", "/ui/page.js", new byte[0]).status()).isEqualTo(405);
	}

	@Test
	void hasNoWayToTurnTextIntoMarkupOrCode() throws IOException {
		try (Stream<Path> modules = Files.list(MODULES)) {
			List<Path> scripts = modules.filter((file) -> file.toString().endsWith(".js"))
				.filter((file) -> !file.endsWith("extension.js"))
				.toList();
			assertThat(scripts).hasSizeGreaterThan(5)
				.allSatisfy((script) -> assertThat(Files.readString(script)).doesNotContain("innerHTML", "outerHTML",
						"insertAdjacentHTML", "document.write", "eval(", "new Function", "document.cookie", "http://",
						"https://"));
		}
	}

	@Test
	void refusesAFileOfAKindThatItDoesNotKnow() {
		assertThatThrownBy(() -> PageFile.of("notes.txt", new byte[0])).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("notes.txt");
	}

}
