package cto.registry.web.stream;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code registry.stream}: how live updates are sent.
 *
 * @param maxSubscribers how many streams may be open on this instance; below
 * {@code server.tomcat.max-connections}, or no connection is left for anything else
 * @param heartbeat the time from one comment to the next
 * @param pollInterval the time from one look at the log to the next, if no notification
 * comes
 * @param writeTimeout how long a client may read nothing
 * @param maxLag how many bytes of the log's end are kept, for all clients together
 */
@ConfigurationProperties("registry.stream")
record StreamProperties(@DefaultValue("4096") int maxSubscribers, @DefaultValue("15s") Duration heartbeat,
		@DefaultValue("1s") Duration pollInterval, @DefaultValue("10s") Duration writeTimeout,
		@DefaultValue("16MB") DataSize maxLag) {

	private static final DataSize SMALLEST = DataSize.ofMegabytes(1);

	private static final Duration MAX_LENGTH = Duration.ofHours(1);

	StreamProperties {
		if (maxSubscribers < 1) {
			throw new IllegalArgumentException(
					"registry.stream.max-subscribers is " + maxSubscribers + "; write a number from 1, such as 4096");
		}
		positive("heartbeat", heartbeat);
		positive("poll-interval", pollInterval);
		positive("write-timeout", writeTimeout);
		if (maxLag.compareTo(SMALLEST) < 0) {
			throw new IllegalArgumentException(
					"registry.stream.max-lag is " + maxLag.toBytes() + " bytes; write a size from 1MB, such as 16MB");
		}
	}

	private static void positive(String name, Duration time) {
		if (time.toMillis() < 1 || time.compareTo(MAX_LENGTH) > 0) {
			throw new IllegalArgumentException(
					"registry.stream." + name + " is " + time + "; write a duration from 1ms to 1h, such as 10s");
		}
	}

}
