package cto.registry.stream;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code registry.stream}: how live updates are sent.
 *
 * @param maxReaders how many streams may be open on this instance; below
 * {@code server.tomcat.max-connections}, or there is no connection left for anything else
 * @param heartbeat the time from one comment to the next
 * @param poll the time from one look at the log to the next, where no notification comes
 * @param patience how long a reader may take nothing
 * @param buffer how much of the log's end is kept, for all readers together
 */
@ConfigurationProperties("registry.stream")
record StreamProperties(@DefaultValue("4096") int maxReaders, @DefaultValue("15s") Duration heartbeat,
		@DefaultValue("1s") Duration poll, @DefaultValue("10s") Duration patience,
		@DefaultValue("16MB") DataSize buffer) {

	private static final DataSize SMALLEST = DataSize.ofMegabytes(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	StreamProperties {
		if (maxReaders < 1) {
			throw new IllegalArgumentException(
					"registry.stream.max-readers is " + maxReaders + "; write a number from 1, such as 4096");
		}
		positive("heartbeat", heartbeat);
		positive("poll", poll);
		positive("patience", patience);
		if (buffer.compareTo(SMALLEST) < 0) {
			throw new IllegalArgumentException(
					"registry.stream.buffer is " + buffer.toBytes() + " bytes; write a size from 1MB, such as 16MB");
		}
	}

	private static void positive(String name, Duration time) {
		if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"registry.stream." + name + " is " + time + "; write a duration from 1ms to 1h, such as 10s");
		}
	}

}
