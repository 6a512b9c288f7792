package cto.registry.guardrail;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The last word on the guardrails, at most a second old. Intake asks it before it records
 * anything.
 */
@Component
public class Guardrails {

	private static final Logger LOG = LoggerFactory.getLogger(Guardrails.class);

	private static final Duration MAX_AGE = Duration.ofSeconds(1);

	private final DatabaseGuardrails database;

	private final Clock clock;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable GuardrailReport last;

	Guardrails(DatabaseGuardrails database, Clock clock) {
		this.database = database;
		this.clock = clock;
	}

	/**
	 * Looks at the database now.
	 * @return what stands and what does not
	 */
	public GuardrailReport inspect() {
		GuardrailReport before = this.last;
		GuardrailReport report = this.database.inspect();
		this.last = report;
		if (!report.intact() && (before == null || before.intact())) {
			LOG.error("The database does not force every guarantee; recording is refused. Not intact: {}",
					report.broken());
		}
		else if (report.intact() && before != null && !before.intact()) {
			LOG.info("The database forces every guarantee again; recording goes on.");
		}
		return report;
	}

	/**
	 * Refuses unless every guarantee is forced.
	 * @throws GuardrailsBroken when one is not
	 */
	public void requireIntact() {
		GuardrailReport report = recent();
		if (!report.intact()) {
			throw new GuardrailsBroken(report.broken());
		}
	}

	private GuardrailReport recent() {
		GuardrailReport report = fresh();
		if (report != null) {
			return report;
		}
		this.lock.lock();
		try {
			report = fresh();
			return (report != null) ? report : inspect();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable GuardrailReport fresh() {
		GuardrailReport report = this.last;
		Duration age = (report != null) ? Duration.between(report.checkedAt(), this.clock.instant()).abs() : MAX_AGE;
		return (age.compareTo(MAX_AGE) < 0) ? report : null;
	}

}
