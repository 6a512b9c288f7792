package cto.registry.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StartTests {

	private static final SecurityProperties NONE = new SecurityProperties(List.of(), List.of("localhost"));

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void makesATokenThatOnlyItsOwnerCanRead() throws IOException {
		AccessTokens tokens = tokens(NONE, "127.0.0.1");
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
		tokens(NONE, "127.0.0.1");
		String first = Files.readString(this.directory.resolve("data/submit.token"));
		tokens(NONE, "::1");
		assertThat(Files.readString(this.directory.resolve("data/submit.token"))).isEqualTo(first);
		try (var files = Files.list(this.directory.resolve("data"))) {
			assertThat(files).hasSize(1);
		}
	}

	@Test
	void refusesToListenToOthersWithoutTokens() {
		for (String address : List.of("0.0.0.0", "192.0.2.1", "::")) {
			assertThatExceptionOfType(BindWithoutTokens.class).isThrownBy(() -> tokens(NONE, address));
		}
		BindWithoutTokens failure = new BindWithoutTokens("0.0.0.0");
		assertThat(new BindWithoutTokensFailureAnalyzer().analyze(failure, failure).getAction())
			.contains("registry.security.tokens[0].sha256");
	}

	@Test
	void makesNoTokenWhereTokensAreConfigured() throws IOException {
		SecurityProperties.Token token = new SecurityProperties.Token("ci", "0f".repeat(32), Set.of(Role.SUBMIT));
		tokens(new SecurityProperties(List.of(token), List.of()), "0.0.0.0");
		assertThat(this.directory.resolve("data")).doesNotExist();
	}

	@Test
	void saysWhatToWriteForAWrongToken() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties.Token("ci", "secret", Set.of(Role.READ)))
			.withMessageContaining("sha256sum");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties.Token("a b", "0f".repeat(32), Set.of(Role.READ)))
			.withMessageContaining("name");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties.Token("ci", "0f".repeat(32), Set.of()))
			.withMessageContaining("submit,read");
	}

	private AccessTokens tokens(SecurityProperties properties, String address) throws IOException {
		ServerProperties server = new ServerProperties();
		server.setAddress(InetAddress.getByName(address));
		return new SecurityConfiguration().accessTokens(properties, server, this.directory.resolve("data"));
	}

}
