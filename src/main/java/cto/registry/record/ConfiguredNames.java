package cto.registry.record;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Names that the configuration accepts now, and the table that remembers every name it
 * ever accepted. A packet is validated by the former, a record by the latter, so that
 * removing a name from the configuration breaks no earlier record.
 */
public abstract class ConfiguredNames implements SmartLifecycle {

	private final String table;

	private final Set<String> configured;

	private final JdbcClient jdbc;

	private volatile boolean running;

	ConfiguredNames(String table, Set<String> configured, JdbcClient jdbc) {
		this.table = table;
		this.configured = configured;
		this.jdbc = jdbc;
	}

	/**
	 * Adds the configured names to the table, which never forgets one.
	 */
	@Override
	public void start() {
		Set<String> missing = new TreeSet<>(this.configured);
		// nothing is written if nothing is new, so that the service starts on a read-only
		// database
		missing.removeAll(everConfigured());
		for (String name : missing) {
			this.jdbc.sql("INSERT INTO " + this.table + " (name) VALUES (?) ON CONFLICT DO NOTHING")
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
	 * Returns the names that are configured now.
	 * @return names, sorted
	 */
	public Set<String> configured() {
		return this.configured;
	}

	/**
	 * Returns the names that were ever configured.
	 * @return names, sorted
	 */
	public Set<String> everConfigured() {
		return new TreeSet<>(this.jdbc.sql("SELECT name FROM " + this.table).query(String.class).set());
	}

}
