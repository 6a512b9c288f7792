package cto.registry.api;

import java.time.Duration;

import org.springframework.http.CacheControl;

/**
 * How long answers keep.
 */
final class Caching {

	/** For what never changes. */
	static final CacheControl FOREVER = CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

	private Caching() {
	}

}
