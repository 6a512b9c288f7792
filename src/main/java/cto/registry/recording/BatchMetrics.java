package cto.registry.recording;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What this instance adds to the log, in numbers: batches, how long they take, and what
 * waits for them. docs/metrics.md says what each means.
 */
class BatchMetrics {

	private final Timer commit;

	private final DistributionSummary records;

	private final Counter failures;

	BatchMetrics(MeterRegistry meters, SubmissionQueue queue) {
		this.commit = Timer.builder("registry.batch.commit")
			.description("From asking for the log's lock to the commit, of a batch that was committed")
			.serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
					Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
					Duration.ofSeconds(1), Duration.ofSeconds(3))
			.register(meters);
		this.records = DistributionSummary.builder("registry.batch.size")
			.baseUnit("records")
			.description("Submissions in a batch that was committed")
			.serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
			.register(meters);
		this.failures = Counter.builder("registry.batch.failures")
			.description("Transactions of a batch that were not committed; most are tried again")
			.register(meters);
		Gauge.builder("registry.queue.records", queue, SubmissionQueue::records)
			.description("Submissions that wait to be recorded")
			.register(meters);
		Gauge.builder("registry.queue.limit.records", queue, SubmissionQueue::mostRecords)
			.description("Submissions that may wait")
			.register(meters);
		Gauge.builder("registry.queue.bytes", queue, SubmissionQueue::bytes)
			.description("Bytes of the packets that wait")
			.register(meters);
	}

	/**
	 * Counts a batch.
	 * @param size its submissions; 0 is not counted
	 * @param nanos how long it took
	 */
	void committed(int size, long nanos) {
		if (size > 0) {
			this.commit.record(nanos, TimeUnit.NANOSECONDS);
			this.records.record(size);
		}
	}

	void failed() {
		this.failures.increment();
	}

}
