package cto.registry.web.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code registry.security.rate-limit}: how many packets one sender may post for
 * recording or checking.
 *
 * @param perMinute packets a minute, 0 for as many as it likes
 * @param burst packets at once, 0 for those of a minute
 */
@ConfigurationProperties("registry.security.rate-limit")
record RateLimitProperties(@DefaultValue("0") int perMinute, @DefaultValue("0") int burst) {

	private static final int MAX = 10_000_000;

	RateLimitProperties {
		if (perMinute < 0 || perMinute > MAX || burst < 0 || burst > MAX) {
			throw new IllegalArgumentException("registry.security.rate-limit has per-minute " + perMinute
					+ " and burst " + burst + "; write numbers from 1 to " + MAX + ", or 0 to have no limit");
		}
		if (perMinute == 0 && burst > 0) {
			throw new IllegalArgumentException("registry.security.rate-limit.burst is " + burst
					+ " and there is no limit that it could belong to; set per-minute too");
		}
		burst = (burst > 0) ? burst : perMinute;
	}

	boolean limited() {
		return this.perMinute > 0;
	}

}
