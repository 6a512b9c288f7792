package cto.registry.log;

/**
 * Too many wait to record; this one was turned away and nothing of it is kept.
 */
public final class Overloaded extends RuntimeException {

	Overloaded() {
		super("too many wait to record", null, false, false);
	}

}
