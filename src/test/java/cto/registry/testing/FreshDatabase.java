package cto.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Supplier;

import cto.registry.merkle.Sha256;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Points a context at a new database, which tests reach as a bean.
 */
final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Holds the key of the log, the same one for all services of a run. */
	private static final Path DATA_DIR = temporary();

	private final Supplier<TestDatabase> source;

	FreshDatabase() {
		this(TestDatabase::fresh);
	}

	FreshDatabase(Supplier<TestDatabase> source) {
		this.source = source;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestDatabase database = this.source.get();
		context.getBeanFactory().registerSingleton("testDatabase", database);
		TestPropertyValues
			.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.writer().user(),
					"spring.datasource.password=" + database.writer().password(),
					"spring.flyway.user=" + database.owner().user(),
					"spring.flyway.password=" + database.owner().password(), "registry.data-dir=" + DATA_DIR,
					"spring.datasource.hikari.maximum-pool-size=8", "spring.datasource.hikari.minimum-idle=1",
					"registry.admitted-repositories[0].name=cto", "registry.admitted-repositories[1].name=case-lab")
			.and(token(0, "alice", Tokens.ALICE, "submit,read"))
			.and(token(1, "bob", Tokens.BOB, "submit,read"))
			.and(token(2, "reader", Tokens.READER, "read"))
			.and(token(3, "writer", Tokens.WRITER, "submit"))
			.and(token(4, "hermes-agent", Tokens.AGENT, "submit"))
			.applyTo(context);
	}

	private static String[] token(int index, String name, String token, String roles) {
		String prefix = "registry.security.tokens[" + index + "].";
		String digest = HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
		return new String[] { prefix + "name=" + name, prefix + "sha256=" + digest, prefix + "roles=" + roles };
	}

	private static Path temporary() {
		try {
			Path directory = Files.createTempDirectory("registry-test-data");
			Runtime.getRuntime()
				.addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
