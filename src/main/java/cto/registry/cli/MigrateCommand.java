package cto.registry.cli;

import java.util.concurrent.Callable;

import cto.registry.startup.CheckedMigration;
import cto.registry.startup.DatabaseUrl;
import picocli.CommandLine.Command;

import org.springframework.util.StringUtils;

/**
 * Applies the migrations apart from the service, which then needs no password but the
 * writer's.
 */
@Command(name = "migrate", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Applies the migrations that the database lacks, as its owner (spring.flyway.user, "
				+ "spring.flyway.password), and ends. The service then needs neither of these. Without pending migrations "
				+ "it changes nothing. The service migrates its embedded database itself.")
final class MigrateCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	MigrateCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() {
		String url = this.settings.get("spring.flyway.url", this.settings.get("spring.datasource.url", ""));
		if (!StringUtils.hasText(url)) {
			throw new CommandFailedException("No database is configured. Set spring.datasource.url "
					+ "(SPRING_DATASOURCE_URL). An embedded database needs no migrate: the service migrates it.");
		}
		DatabaseUrl.check(url);
		String owner = this.settings.get("spring.flyway.user", "");
		if (!StringUtils.hasText(owner)) {
			throw new CommandFailedException("No owner is configured. Set SPRING_FLYWAY_USER=registry_owner and "
					+ "SPRING_FLYWAY_PASSWORD to its password.");
		}
		int applied = CheckedMigration.of(url, owner, this.settings.get("spring.flyway.password", "")).run();
		this.console.print((applied == 0) ? "Nothing to migrate: the database has every migration of this version"
				: "Applied " + applied + ((applied == 1) ? " migration" : " migrations"));
		return Commands.FINE;
	}

}
