package cto.registry.web.api;

/**
 * How long answers keep.
 */
final class Caching {

	/** For what never changes. */
	static final String FOREVER = "private, max-age=31536000, immutable";

	private Caching() {
	}

}
