package cto.registry.log;

/**
 * Too many packets are on their way in; this one was turned away and nothing of it is
 * kept.
 */
public final class Overloaded extends RuntimeException {

	/** Turns one away. */
	public Overloaded() {
		super("too many packets are on their way in", null, false, false);
	}

}
