package cto.registry.record;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The repositories that a record may target now, and those that it ever could.
 */
@Component
public class AdmittedRepositories implements SmartLifecycle {

	private final Set<String> now;

	private final JdbcClient jdbc;

	private volatile boolean running;

	AdmittedRepositories(AdmittedRepositoriesProperties properties, JdbcClient jdbc) {
		this.now = properties.names();
		this.jdbc = jdbc;
	}

	/**
	 * Adds what is configured to the database, which never forgets one.
	 */
	@Override
	public void start() {
		Set<String> missing = new TreeSet<>(this.now);
		// nothing is written where nothing is new, so that a database can be read that
		// takes nothing
		missing.removeAll(ever());
		for (String name : missing) {
			this.jdbc.sql("INSERT INTO registry.admitted_repository (name) VALUES (?) ON CONFLICT DO NOTHING")
				.param(name)
				.update();
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Started before the web server. Made before the database is asked for anything. */
	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * Returns the repositories that are admitted now.
	 * @return names, sorted
	 */
	public Set<String> now() {
		return this.now;
	}

	/**
	 * Returns the repositories that were ever admitted.
	 * @return names, sorted
	 */
	public Set<String> ever() {
		return new TreeSet<>(this.jdbc.sql("SELECT name FROM registry.admitted_repository").query(String.class).set());
	}

}
