package cto.registry.recording;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchMetricsTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final BatchMetrics metrics = new BatchMetrics(this.meters, new SubmissionQueue(7, 100));

	@Test
	void countABatchWithItsSizeAndItsTime() {
		this.metrics.committed(3, 5_000_000);
		this.metrics.committed(1, 2_000_000);
		assertThat(this.meters.get("registry.batch.commit").timer().count()).isEqualTo(2);
		assertThat(this.meters.get("registry.batch.commit").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
		assertThat(this.meters.get("registry.batch.size").summary().totalAmount()).isEqualTo(4);
	}

	@Test
	void leaveABatchOfNothingOut() {
		this.metrics.committed(0, 5_000_000);
		assertThat(this.meters.get("registry.batch.commit").timer().count()).isZero();
		assertThat(this.meters.get("registry.batch.size").summary().count()).isZero();
	}

	@Test
	void countWhatWasNotCommitted() {
		this.metrics.failed();
		assertThat(this.meters.get("registry.batch.failures").counter().count()).isEqualTo(1);
	}

	@Test
	void sayHowManyMayWait() {
		assertThat(this.meters.get("registry.queue.limit.records").gauge().value()).isEqualTo(7);
	}

}
