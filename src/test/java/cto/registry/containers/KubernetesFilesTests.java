package cto.registry.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifests of {@code deploy/kubernetes} keep what they promise beyond their schemas,
 * which {@code deploy/check} holds them against.
 */
class KubernetesFilesTests {

	private static final Path DIRECTORY = Path.of("deploy", "kubernetes");

	private final JsonNode deployment = only("Deployment");

	private final JsonNode pod = this.deployment.at("/spec/template/spec");

	private final JsonNode container = this.pod.at("/containers/0");

	private final JsonNode migrate = this.pod.at("/initContainers/0");

	@Test
	void holdNoSecret() {
		assertThat(documents("Secret")).isEmpty();
		assertThat(this.container.get("env").valueStream().map((variable) -> variable.get("name").asString()))
			.noneMatch((name) -> name.matches(".*(PASSWORD|TOKEN|SHA256).*"));
	}

	@Test
	void runTwoReplicasWithOneKey() {
		assertThat(this.deployment.at("/spec/replicas").asInt()).isEqualTo(2);
		assertThat(only("PodDisruptionBudget").at("/spec/minAvailable").asInt()).isEqualTo(1);
		assertThat(this.pod.get("volumes").findValuesAsString("path")).contains("log.key", "spring.datasource.password",
				"spring.flyway.password", "tokens.properties");
	}

	@Test
	void giveTheOwnersPasswordToTheMigrationsOnly() {
		assertThat(this.migrate.at("/args/0").asString()).isEqualTo("migrate");
		assertThat(this.migrate.get("env").findValuesAsString("name")).containsExactly("SPRING_DATASOURCE_URL",
				"SPRING_FLYWAY_USER");
		assertThat(this.migrate.at("/env/0/value")).isEqualTo(this.container.at("/env/1/value"));
		assertThat(mountsOf("spring.flyway.password")).containsExactly("migrate");
		assertThat(mountsOf("spring.datasource.password")).containsExactly("registry");
		assertThat(this.migrate.get("volumeMounts").valueStream())
			.filteredOn((mount) -> mount.get("name").asString().equals("registry"))
			.extracting((mount) -> mount.get("subPath").asString())
			.containsExactly("ca.crt");
	}

	/** The containers in which a file of a volume is. */
	private List<String> mountsOf(String path) {
		List<String> volumes = this.pod.get("volumes")
			.valueStream()
			.filter((volume) -> volume.findValuesAsString("path").contains(path))
			.map((volume) -> volume.get("name").asString())
			.toList();
		return Stream.of(this.migrate, this.container)
			.filter((container) -> container.get("volumeMounts")
				.valueStream()
				.anyMatch((mount) -> volumes.contains(mount.get("name").asString())))
			.map((container) -> container.get("name").asString())
			.toList();
	}

	@Test
	void runAsThePodSecurityStandardRestrictedAsks() {
		assertThat(only("Namespace").at("/metadata/labels/pod-security.kubernetes.io~1enforce").asString())
			.isEqualTo("restricted");
		assertThat(this.pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
		assertThat(this.pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
		assertThat(List.of(this.migrate, this.container)).allSatisfy((container) -> {
			assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
			assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
			assertThat(container.at("/securityContext/capabilities/drop/0").asString()).isEqualTo("ALL");
		});
	}

	@Test
	void probeWhatTheServiceHas() {
		assertThat(Stream.of("startupProbe", "readinessProbe", "livenessProbe")
			.map((probe) -> this.container.at("/" + probe + "/httpGet/path").asString()))
			.containsExactly("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/health/liveness");
	}

	@Test
	void letNothingThroughThatIsNotNamed() {
		assertThat(documents("NetworkPolicy")).hasSize(3)
			.allSatisfy((policy) -> assertThat(policy.at("/spec/policyTypes")).hasSize(2))
			.anySatisfy((policy) -> assertThat(policy.get("spec").propertyNames())
				.containsExactlyInAnyOrder("podSelector", "policyTypes"));
	}

	@Test
	void makeTheDatabaseByTheScriptOfEveryOther() {
		JsonNode cluster = only("Cluster");
		assertThat(cluster.at("/spec/bootstrap/initdb/postInitApplicationSQLRefs/configMapRefs/0/key").asString())
			.isEqualTo("roles.sql");
		assertThat(cluster.at("/spec/managed/roles").findValuesAsString("name")).contains("registry_owner",
				"registry_writer");
		assertThat(cluster.at("/spec/postgresql/synchronous/dataDurability").asString()).isEqualTo("required");
	}

	@Test
	void takeTheImageOfThisVersion() throws IOException {
		String pom = Files.readString(Path.of("pom.xml"));
		String tag = only("Kustomization").at("/images/0/newTag").asString();
		assertThat(pom).contains("<artifactId>request-registry</artifactId>\n\t<version>" + tag + "</version>");
	}

	private static JsonNode only(String kind) {
		List<JsonNode> found = documents(kind);
		assertThat(found).as(kind).hasSize(1);
		return found.get(0);
	}

	private static List<JsonNode> documents(String kind) {
		List<JsonNode> found = new ArrayList<>();
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".yaml")).sorted().toList()) {
				new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))
					.forEach((document) -> found.add(JsonMapper.shared().valueToTree(document)));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The manifests are read from the root of the project", ex);
		}
		found.removeIf((document) -> !document.get("kind").asString().equals(kind));
		return found;
	}

}
