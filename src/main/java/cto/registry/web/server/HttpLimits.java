package cto.registry.web.server;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code registry.http}: how long a client may take to send a request. What it may not
 * send for how long, in between, is {@code server.tomcat.connection-timeout}.
 *
 * @param headerTimeout from the first byte of a request to the end of its header, 10 s
 * unless configured
 * @param bodyTimeout for all of a body, 30 s unless configured
 */
@ConfigurationProperties("registry.http")
public record HttpLimits(@DefaultValue("10s") Duration headerTimeout, @DefaultValue("30s") Duration bodyTimeout) {

	private static final Duration MAX_LENGTH = Duration.ofHours(1);

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException when one is not within 1 ms to 1 h
	 */
	public HttpLimits {
		require("header-timeout", headerTimeout);
		require("body-timeout", bodyTimeout);
	}

	private static void require(String name, Duration value) {
		if (value.toMillis() < 1 || value.compareTo(MAX_LENGTH) > 0) {
			throw new IllegalArgumentException(
					"registry.http." + name + " is " + value + "; write a duration up to 1h, such as 30s");
		}
	}

}
