package cto.registry.observability;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The dashboard, the alerts and the pages about them speak of what the service really
 * has.
 */
@RegistryTest
class ObservabilityFilesTests {

	private static final Path DIRECTORY = Path.of("deploy/observability");

	/** Those of the service and of the libraries in it; not those of Prometheus. */
	private static final Pattern METRIC = Pattern
		.compile("\\b((?:registry|http|jvm|process|hikaricp|logback)_[a-z_]+)\\b");

	private final Client alice;

	ObservabilityFilesTests(@LocalServerPort int port) {
		this.alice = Client.at(port).as(Tokens.ALICE);
	}

	@Test
	void askOnlyForMetricsThatTheServiceHas() throws IOException, InterruptedException {
		Set<String> used = metrics(expressions(new YAMLMapper().readTree(read("alerts.yaml"))));
		used.addAll(metrics(expressions(JsonMapper.shared().readTree(read("dashboard.json")))));
		assertThat(used).hasSizeGreaterThan(15);
		Set<String> exposed = exposed();
		// its pauses are there from the first one on
		for (int attempt = 0; attempt < 100 && !exposed.containsAll(used); attempt++) {
			System.gc();
			Thread.sleep(100);
			exposed = exposed();
		}
		assertThat(exposed).containsAll(used);
	}

	@Test
	void documentEveryMetricOfTheRegistryAndNoOther() throws IOException {
		Set<String> documented = new TreeSet<>();
		Matcher rows = Pattern.compile("(?m)^\\| `(registry_[a-z_]+)")
			.matcher(Files.readString(Path.of("docs/metrics.md")));
		while (rows.find()) {
			documented.add(rows.group(1));
		}
		Set<String> own = exposed().stream()
			.filter((name) -> name.startsWith("registry_"))
			.map((name) -> name.replaceAll("_(bucket|count|sum|max)$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented).isEqualTo(own);
	}

	@Test
	void haveARunbookForEachAlert() throws IOException {
		Set<String> headings = Files.readAllLines(Path.of("docs/operating.md"))
			.stream()
			.filter((line) -> line.startsWith("### "))
			.map((line) -> line.substring(4))
			.collect(Collectors.toCollection(TreeSet::new));
		JsonNode rules = new YAMLMapper().readTree(read("alerts.yaml")).at("/groups/0/rules");
		Set<String> alerts = new TreeSet<>();
		rules.forEach((rule) -> {
			String name = rule.get("alert").asString();
			alerts.add(name);
			assertThat(rule.at("/annotations/runbook_url").asString())
				.isEqualTo("docs/operating.md#" + name.toLowerCase(Locale.ROOT));
		});
		assertThat(headings).isEqualTo(alerts);
	}

	@ParameterizedTest
	@ValueSource(strings = { "check rules alerts.yaml", "test rules alerts-test.yaml" })
	void satisfyPromtool(String arguments) throws Exception {
		boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "promtool")));
		if (!installed) {
			System.out.println("ObservabilityFilesTests: promtool is not on the PATH; the alerts are not tried");
		}
		assumeThat(installed).isTrue();
		Process promtool = new ProcessBuilder(
				Stream.concat(Stream.of("promtool"), Stream.of(arguments.split(" "))).toList())
			.directory(DIRECTORY.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(promtool.waitFor()).as(output).isZero();
	}

	/** After there was something to count. */
	private Set<String> exposed() {
		this.alice.record(TestPacket.fresh().bytes());
		return Scrape.of(this.alice).names();
	}

	private static List<String> expressions(JsonNode file) {
		return Stream.concat(file.findValuesAsString("expr").stream(), file.findValuesAsString("query").stream())
			.toList();
	}

	private static Set<String> metrics(List<String> expressions) {
		Set<String> names = new TreeSet<>();
		for (String expression : expressions) {
			// what stands in quotes is a label's value
			Matcher found = METRIC.matcher(expression.replaceAll("\"[^\"]*\"", ""));
			while (found.find()) {
				names.add(found.group(1));
			}
		}
		return names;
	}

	private static String read(String name) throws IOException {
		return Files.readString(DIRECTORY.resolve(name));
	}

}
