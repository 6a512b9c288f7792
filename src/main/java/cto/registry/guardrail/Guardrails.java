package cto.registry.guardrail;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Caches the latest guardrail report for one second. It is asked for before anything is
 * recorded.
 */
@Component
public class Guardrails {

	private static final Logger LOG = LoggerFactory.getLogger(Guardrails.class);

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

	private final DatabaseGuardrails database;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable CachedReport last;

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
			return inspectNow();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns what was seen within the last second, or looks.
	 * @return what stands and what does not
	 */
	public GuardrailReport current() {
		CachedReport seen = this.last;
		if (seen != null && seen.isFresh()) {
			return seen.report();
		}
		this.lock.lock();
		try {
			seen = this.last;
			return (seen != null && seen.isFresh()) ? seen.report() : inspectNow();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Refuses unless every guarantee is forced.
	 * @throws GuardrailsBrokenException when one is not
	 */
	public void requireIntact() {
		GuardrailReport report = current();
		if (!report.intact()) {
			throw new GuardrailsBrokenException(report);
		}
	}

	private GuardrailReport inspectNow() {
		CachedReport before = this.last;
		long now = System.nanoTime();
		GuardrailReport report = this.database.inspect();
		this.last = new CachedReport(report, now);
		boolean wasIntact = before == null || before.report().intact();
		if (!report.intact() && wasIntact) {
			LOG.error(
					"The database does not force every guarantee; recording is refused. Not as its schema made it:\n{}",
					String.join("\n", report.faultsAndUndo()));
		}
		else if (report.intact() && !wasIntact) {
			LOG.info("The database forces every guarantee again; recording goes on.");
		}
		return report;
	}

	private record CachedReport(GuardrailReport report, long nanoTime) {

		boolean isFresh() {
			return System.nanoTime() - this.nanoTime < MAX_AGE_NANOS;
		}

	}

}
