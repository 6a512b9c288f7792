package cto.registry.startup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import cto.registry.RequestRegistry;
import cto.registry.embedded.Credentials;
import cto.registry.embedded.EmbeddedDatabase;
import cto.registry.testing.Client;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code db/roles.sql} on a server whose superuser nobody is, as with a managed database.
 */
class RolesScriptTests {

	private static final Credentials MANAGER = new Credentials("manager", "m");

	@Test
	void needsARoleThatOwnsTheDatabaseAndHasCreateroleAndNoSuperuser(@TempDir Path directory) throws Exception {
		try (EmbeddedDatabase server = EmbeddedDatabase.start(directory.resolve("server"), 0)) {
			for (String role : new String[] { "owner", "writer", "reader" }) {
				execute(server.url(), server.superuser(), "ALTER ROLE registry_" + role + " RENAME TO another_" + role);
			}
			execute(server.url(), server.superuser(),
					"CREATE ROLE manager LOGIN NOSUPERUSER CREATEROLE CREATEDB PASSWORD 'm'");
			execute(server.url("postgres"), server.superuser(), "GRANT CONNECT ON DATABASE postgres TO manager");
			execute(server.url("postgres"), MANAGER,
					"CREATE DATABASE managed ENCODING 'UTF8' TEMPLATE template0 OWNER manager");
			String script = new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8);
			String url = server.url("managed");
			execute(url, MANAGER, script);
			execute(url, MANAGER, script);
			execute(url, MANAGER, "ALTER ROLE registry_owner PASSWORD 'o'; ALTER ROLE registry_writer PASSWORD 'w'");
			try (ConfigurableApplicationContext service = new SpringApplicationBuilder(RequestRegistry.class).run(
					"--server.port=0", "--logging.level.root=warn",
					"--registry.data-dir=" + directory.resolve("service"), "--spring.datasource.url=" + url,
					"--spring.datasource.username=registry_writer", "--spring.datasource.password=w",
					"--spring.flyway.user=registry_owner", "--spring.flyway.password=o",
					"--spring.datasource.hikari.maximum-pool-size=4")) {
				int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
				Client sender = Client.at(port)
					.as(Files.readString(directory.resolve("service").resolve("submit.token")).strip());
				assertThat(sender.get("/api/v1/guardrails").json().get("intact").asBoolean()).isTrue();
				assertThat(sender.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			}
			assertThat(memberships(url)).isEqualTo("none of them may act as another, nor the manager as one of them");
		}
	}

	/**
	 * From PostgreSQL 16 on, whoever makes a role may administer it, which is no
	 * membership to act by.
	 */
	private static String memberships(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url, MANAGER.user(), MANAGER.password());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"""
								SELECT coalesce(string_agg(roleid::regrole || ' of ' || member::regrole, ', '),
								  'none of them may act as another, nor the manager as one of them')
								FROM pg_auth_members WHERE (inherit_option OR set_option)
								  AND member::regrole::text IN ('registry_owner', 'registry_writer', 'registry_reader', 'manager')""")) {
			row.next();
			return row.getString(1);
		}
	}

	private static void execute(String url, Credentials as, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url, as.user(), as.password());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
