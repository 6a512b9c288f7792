package cto.registry.web.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * The number of open streams on this instance, and its limit.
 */
@Component
class StreamMetrics {

	StreamMetrics(MeterRegistry meters, Streams streams, StreamProperties properties) {
		Gauge.builder("registry.stream.readers", streams, Streams::readers)
			.description("Streams that are open on this instance")
			.register(meters);
		Gauge.builder("registry.stream.readers.limit", properties, StreamProperties::maxSubscribers)
			.description("Streams that may be open on this instance")
			.register(meters);
	}

}
