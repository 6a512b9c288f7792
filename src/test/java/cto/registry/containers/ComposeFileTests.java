package cto.registry.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docker-compose.yml} opens nothing to the network, and comes with no secret.
 */
class ComposeFileTests {

	private final Map<String, Map<String, Object>> services = services();

	@Test
	void publishesTheServiceOnLoopbackOnly() {
		assertThat(list("registry", "ports")).isNotEmpty().allMatch((port) -> port.startsWith("127.0.0.1:"));
	}

	@Test
	void publishesNothingOfTheDatabase() {
		assertThat(service("postgres")).doesNotContainKeys("ports", "network_mode");
		assertThat(list("postgres", "networks")).containsExactly("database");
	}

	@Test
	void hasNoSecretInTheEnvironment() {
		assertThat(this.services.keySet()).allSatisfy((name) -> assertThat(environment(name).keySet())
			.noneMatch((variable) -> variable.matches(".*(PASSWORD|TOKEN|KEY|SECRET)[^_]*")));
	}

	@Test
	void takesEverySecretFromAFileThatGitIgnores() throws IOException {
		Map<String, Map<String, String>> secrets = section("secrets");
		assertThat(secrets).hasSize(4)
			.allSatisfy((name, secret) -> assertThat(secret).containsExactly(Map.entry("file", "secrets/" + name)));
		assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("secrets/");
	}

	@Test
	void givesEachSecretByTheNameOfItsPropertyAndTheOwnersToTheMigrationsOnly() {
		assertThat(service("registry")).containsEntry("secrets", List
			.of(Map.of("source", "registry_writer", "target", "spring.datasource.password"), "tokens.properties"));
		assertThat(service("migrate")).containsEntry("secrets",
				List.of(Map.of("source", "registry_owner", "target", "spring.flyway.password")));
	}

	@Test
	void runsTheServiceAsWriterAndTheMigrationsAsOwner() {
		assertThat(environment("registry")).containsEntry("SPRING_DATASOURCE_USERNAME", "registry_writer")
			.doesNotContainKey("SPRING_FLYWAY_USER");
		assertThat(environment("migrate")).containsEntry("SPRING_FLYWAY_USER", "registry_owner");
		assertThat(list("migrate", "command")).containsExactly("migrate");
		assertThat(service("migrate")).doesNotContainKeys("ports", "volumes", "restart")
			.containsEntry("image", service("registry").get("image"));
	}

	@Test
	void makesTheRolesBeforeTheirPasswords() {
		assertThat(list("postgres", "volumes")).filteredOn((volume) -> volume.startsWith("./"))
			.allSatisfy((volume) -> assertThat(Path.of(volume.split(":", 2)[0])).isRegularFile())
			.containsExactlyInAnyOrder("./db/roles.sql:/docker-entrypoint-initdb.d/10-roles.sql:ro",
					"./db/role-passwords.sql:/docker-entrypoint-initdb.d/20-role-passwords.sql:ro");
	}

	@Test
	void startsTheServiceOnceTheDatabaseIsHealthyAndMigrated() {
		assertThat(service("registry")).containsEntry("depends_on",
				Map.of("postgres", Map.of("condition", "service_healthy"), "migrate",
						Map.of("condition", "service_completed_successfully")));
		assertThat(service("migrate")).containsEntry("depends_on",
				Map.of("postgres", Map.of("condition", "service_healthy")));
	}

	@Test
	void takesEveryCapabilityFromEveryServiceAndGivesOnlyTheDatabaseSomeBack() {
		assertThat(this.services.keySet()).allSatisfy((name) -> {
			assertThat(list(name, "cap_drop")).containsExactly("ALL");
			assertThat(list(name, "security_opt")).containsExactly("no-new-privileges:true");
		});
		assertThat(this.services.entrySet()).filteredOn((service) -> service.getValue().containsKey("cap_add"))
			.extracting(Map.Entry::getKey)
			.containsExactly("postgres");
	}

	private Map<String, Object> service(String name) {
		return this.services.getOrDefault(name, Map.of());
	}

	@SuppressWarnings("unchecked")
	private List<String> list(String service, String key) {
		return (List<String>) service(service).getOrDefault(key, List.of());
	}

	@SuppressWarnings("unchecked")
	private Map<String, String> environment(String service) {
		return (Map<String, String>) service(service).getOrDefault("environment", Map.of());
	}

	private static Map<String, Map<String, Object>> services() {
		return section("services");
	}

	@SuppressWarnings("unchecked")
	private static <T> Map<String, Map<String, T>> section(String name) {
		try {
			Object file = new Load(LoadSettings.builder().build())
				.loadFromString(Files.readString(Path.of("docker-compose.yml")));
			return ((Map<String, Map<String, Map<String, T>>>) file).getOrDefault(name, Map.of());
		}
		catch (IOException ex) {
			throw new IllegalStateException("docker-compose.yml is read from the root of the project", ex);
		}
	}

}
