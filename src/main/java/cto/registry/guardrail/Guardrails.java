package cto.registry.guardrail;

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

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

	private final DatabaseGuardrails database;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Look last;

	/**
	 * Starts without a word said.
	 * @param database looks
	 */
	public Guardrails(DatabaseGuardrails database) {
		this.database = database;
	}

	/**
	 * Looks at the database now.
	 * @return what stands and what does not
	 */
	public GuardrailReport inspect() {
		this.lock.lock();
		try {
			return look();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns what was seen within the last second, or looks.
	 * @return what stands and what does not
	 */
	public GuardrailReport recent() {
		Look seen = this.last;
		if (seen != null && seen.isFresh()) {
			return seen.report();
		}
		this.lock.lock();
		try {
			seen = this.last;
			return (seen != null && seen.isFresh()) ? seen.report() : look();
		}
		finally {
			this.lock.unlock();
		}
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

	private GuardrailReport look() {
		Look before = this.last;
		long now = System.nanoTime();
		GuardrailReport report = this.database.inspect();
		this.last = new Look(report, now);
		boolean wasIntact = before == null || before.report().intact();
		if (!report.intact() && wasIntact) {
			LOG.error("The database does not force every guarantee; recording is refused. Not intact: {}",
					report.broken());
		}
		else if (report.intact() && !wasIntact) {
			LOG.info("The database forces every guarantee again; recording goes on.");
		}
		return report;
	}

	private record Look(GuardrailReport report, long nanoTime) {

		boolean isFresh() {
			return System.nanoTime() - this.nanoTime < MAX_AGE_NANOS;
		}

	}

}
