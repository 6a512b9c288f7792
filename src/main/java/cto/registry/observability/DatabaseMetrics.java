package cto.registry.observability;

import java.time.Instant;
import java.util.function.ToDoubleFunction;

import cto.registry.recording.IntakeProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The last snapshot of the database, as metrics; NaN for what is not known.
 */
@Component
class DatabaseMetrics {

	private final MeterRegistry meters;

	private final DatabaseMonitor surveyor;

	DatabaseMetrics(MeterRegistry meters, DatabaseMonitor surveyor, IntakeProperties intake) {
		this.meters = meters;
		this.surveyor = surveyor;
		gauge("registry.log.records", DatabaseSnapshot::records, "Records in the log");
		gauge("registry.log.tree.size", DatabaseSnapshot::treeSize, "Records in the last tree that was signed");
		gauge("registry.log.unsigned.rows", DatabaseSnapshot::unsignedRows,
				"Rows after the last tree that was signed, added by somebody else");
		gauge("registry.notify.queue", DatabaseSnapshot::notifyQueue, "ratio", Tags.empty(),
				"How full PostgreSQL's queue of notifications is; beyond 1 no commit succeeds");
		gauge("registry.log.last.record.timestamp", (survey) -> seconds(survey.lastRecordAt()), "seconds", Tags.empty(),
				"When the last record, and the checkpoint over it, was made");
		Gauge.builder("registry.guardrails.intact", surveyor, (seen) -> number(seen.intact()))
			.description("1 while the database forces every guarantee, 0 while it does not")
			.register(meters);
		gauge("registry.database.read.only", (survey) -> number(survey.readOnly()),
				"1 while the database can only be read");
		gauge("registry.database.seen.timestamp", (survey) -> seconds(survey.at()), "seconds", Tags.empty(),
				"When the database last answered this instance's look at it");
		gauge("registry.log.lock.held", DatabaseSnapshot::lockedSeconds, "seconds", Tags.empty(),
				"How long one transaction has had the lock under which records are added");
		String frozen = "registry.intake.frozen";
		String meaning = "1 while recording is frozen, by the operator's switch or by this instance's configuration";
		gauge(frozen, (survey) -> number(survey.frozen()), null, Tags.of("by", "switch"), meaning);
		Gauge.builder(frozen, intake, (properties) -> number(properties.frozen()))
			.tag("by", "configuration")
			.description(meaning)
			.register(meters);
	}

	private void gauge(String name, ToDoubleFunction<DatabaseSnapshot> value, String meaning) {
		gauge(name, value, null, Tags.empty(), meaning);
	}

	private void gauge(String name, ToDoubleFunction<DatabaseSnapshot> value, @Nullable String unit, Tags tags,
			String meaning) {
		Gauge.builder(name, this.surveyor, (seen) -> {
			DatabaseSnapshot last = seen.last();
			return (last != null) ? value.applyAsDouble(last) : Double.NaN;
		}).baseUnit(unit).tags(tags).description(meaning).register(this.meters);
	}

	private static double number(@Nullable Boolean value) {
		return (value == null) ? Double.NaN : value ? 1 : 0;
	}

	private static double seconds(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() / 1000.0 : Double.NaN;
	}

}
