package cto.registry.recording;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Counts packets by what became of them. Every outcome is there from the start, so that
 * its first occurrence is an increase.
 */
@Component
class RecordingMetrics {

	private final Map<OutcomeLabel, Counter> packets = new EnumMap<>(OutcomeLabel.class);

	RecordingMetrics(MeterRegistry meters) {
		for (OutcomeLabel outcome : OutcomeLabel.values()) {
			this.packets.put(outcome,
					Counter.builder("registry.intake.packets")
						.description("Packets that were posted for recording, by what became of them")
						.tag("outcome", outcome.label())
						.register(meters));
		}
	}

	void count(OutcomeLabel outcome) {
		Counter counter = this.packets.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

}
