package cto.registry.web.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import cto.registry.problem.StartupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class StartTests {

	private static final SecurityProperties NONE = new SecurityProperties(List.of(), "", List.of("localhost"),
			List.of());

	private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void makesATokenThatOnlyItsOwnerCanRead() throws IOException {
		AccessTokens tokens = tokens(NONE);
		Path file = this.directory.resolve("data/submit.token");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		String token = Files.readString(file).strip();
		assertThat(token).hasSizeGreaterThanOrEqualTo(43);
		assertThat(tokens.find(token).orElseThrow().name()).isEqualTo("local");
		assertThat(tokens.find(token + " ")).isEmpty();
		assertThat(tokens.find("")).isEmpty();
	}

	@Test
	void keepsItsTokenAcrossStarts() throws IOException {
		tokens(NONE);
		String first = Files.readString(this.directory.resolve("data/submit.token"));
		tokens(NONE);
		assertThat(Files.readString(this.directory.resolve("data/submit.token"))).isEqualTo(first);
		try (var files = Files.list(this.directory.resolve("data"))) {
			assertThat(files).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "192.0.2.1", "::" })
	void refusesToListenToOthersWithoutTokens(String address) {
		MockEnvironment environment = new MockEnvironment().withProperty("server.address", address);
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> Exposure.requireTokens(environment))
			.satisfies((refusal) -> assertThat(refusal.analysis().getAction())
				.contains("REGISTRY_SECURITY_TOKENS_0_SHA256"));
		Exposure.requireTokens(environment.withProperty("registry.security.tokens[0].name", "ci"));
	}

	@Test
	void refusesAManagementPortThatOthersReachWhereReadingIsOpen() {
		MockEnvironment environment = new MockEnvironment().withProperty("server.address", "127.0.0.1")
			.withProperty("management.server.port", "9090");
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> Exposure.requireTokens(environment))
			.satisfies((refusal) -> assertThat(refusal.analysis().getAction())
				.contains("management.server.address to 127.0.0.1"));
		Exposure.requireTokens(environment.withProperty("management.server.address", "127.0.0.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "8080", "" })
	void takesAManagementPortThatOpensNothing(String port) {
		Exposure.requireTokens(new MockEnvironment().withProperty("server.address", "127.0.0.1")
			.withProperty("management.server.port", port));
	}

	@Test
	void takesAnEmptyIssuerForNone() {
		new ApplicationContextRunner().withUserConfiguration(IssuerConfiguration.class)
			.withPropertyValues(JWT + "issuer-uri=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(IssuerTokens.class));
	}

	@Test
	void listensToOthersWhereAnIssuerOrAFileTellsThemApart() {
		Exposure.requireTokens(issuer("https://id.example/realms/cto").withProperty("server.address", "0.0.0.0"));
		Exposure.requireTokens(new MockEnvironment().withProperty("server.address", "0.0.0.0")
			.withProperty("registry.security.tokens-file", "/run/secrets/tokens"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://id.example", "https://id.example?x=y", "https://user@id.example", "id.example",
			"https:///realm", "file:///etc", "https://id.example/#x", "https://id.example/a b" })
	void refusesAnIssuerWhoseKeysCouldBeAnybodys(String uri) {
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> Issuer.configured(issuer(uri)))
			.satisfies(
					(refusal) -> assertThat(refusal.analysis().getDescription()).contains(uri, "https://id.example"));
	}

	@Test
	void refusesAnIssuerWhoseTokensMayBeForOthers() {
		MockEnvironment environment = new MockEnvironment().withProperty(JWT + "issuer-uri", "https://id.example");
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> Issuer.configured(environment))
			.satisfies((refusal) -> assertThat(refusal.analysis().getAction()).contains(JWT + "audiences"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwk-set-uri", "public-key-location" })
	void refusesKeysOfNobody(String property) {
		MockEnvironment environment = new MockEnvironment().withProperty(JWT + property, "https://id.example/keys");
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> Issuer.configured(environment))
			.satisfies((refusal) -> assertThat(refusal.analysis().getDescription()).contains(property));
	}

	@Test
	void namesSendersByTheirIssuerToo() {
		Issuer issuer = Issuer.configured(issuer("https://id.example/realms/cto/")).orElseThrow();
		assertThat(issuer.sender("alice")).contains("id.example/realms/cto/alice");
		assertThat(issuer.sender("auth0|5f7c")).contains("id.example/realms/cto/auth0|5f7c");
		assertThat(issuer.sender("a/b")).isEmpty();
		assertThat(issuer.sender("")).isEmpty();
	}

	private static MockEnvironment issuer(String uri) {
		return new MockEnvironment().withProperty(JWT + "issuer-uri", uri).withProperty(JWT + "audiences", "registry");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1", "localhost" })
	void listensToItsOwnMachineWithoutConfiguredTokens(String address) {
		assertThatNoException()
			.isThrownBy(() -> Exposure.requireTokens(new MockEnvironment().withProperty("server.address", address)));
	}

	@Test
	void takesAnotherNameThanItsMachinesForAProxyInFrontOfIt() {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		assertThat(Exposure.of(loopback, List.of("localhost", "127.0.0.1"))).isEqualTo(Exposure.LOOPBACK);
		assertThat(Exposure.of(loopback, List.of("localhost", "registry.example"))).isEqualTo(Exposure.NETWORK);
	}

	@Test
	void makesNoTokenWhereTokensAreConfigured() throws IOException {
		SecurityProperties.Token token = new SecurityProperties.Token("ci", "0f".repeat(32), Set.of(AccessRole.SUBMIT));
		tokens(new SecurityProperties(List.of(token), "", List.of(), List.of()));
		assertThat(this.directory.resolve("data")).doesNotExist();
	}

	@Test
	void takesSeveralTokensOfOneNameAndNoTokenTwice() {
		SecurityProperties.Token old = new SecurityProperties.Token("ci", "0f".repeat(32), Set.of(AccessRole.SUBMIT));
		SecurityProperties.Token next = new SecurityProperties.Token("ci", "1f".repeat(32), Set.of(AccessRole.SUBMIT));
		SecurityProperties.Token same = new SecurityProperties.Token("me", "0F".repeat(32), Set.of(AccessRole.READ));
		assertThat(new SecurityProperties(List.of(old, next), "", List.of(), List.of()).tokens()).hasSize(2);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties(List.of(old, same), "", List.of(), List.of()))
			.withMessageContaining("'me'");
	}

	@Test
	void saysWhatToWriteForAWrongToken() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties.Token("ci", "secret", Set.of(AccessRole.READ)))
			.withMessageContaining("sha256sum");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties.Token("a b", "0f".repeat(32), Set.of(AccessRole.READ)))
			.withMessageContaining("name");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties.Token("ci", "0f".repeat(32), Set.of()))
			.withMessageContaining("submit,read");
	}

	private AccessTokens tokens(SecurityProperties properties) throws IOException {
		return new TokenConfiguration().accessTokens(properties, new MockEnvironment(), this.directory.resolve("data"));
	}

}
