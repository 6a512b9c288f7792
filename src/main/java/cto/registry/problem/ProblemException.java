package cto.registry.problem;

/**
 * A failure that knows how it is reported to the client.
 */
public class ProblemException extends RuntimeException implements ProblemCarrier {

	private static final long serialVersionUID = 1L;

	private final ProblemType type;

	/**
	 * Creates a failure without a stack trace: a request causes it, not a fault of the
	 * service.
	 * @param type what kind of problem it is
	 * @param message the detail of the problem, unless {@link #detail()} is overridden
	 */
	public ProblemException(ProblemType type, String message) {
		this(type, message, false);
	}

	/**
	 * Creates a failure.
	 * @param type what kind of problem it is
	 * @param message the detail of the problem, unless {@link #detail()} is overridden
	 * @param stackTrace whether it has a stack trace
	 */
	protected ProblemException(ProblemType type, String message, boolean stackTrace) {
		super(message, null, stackTrace, stackTrace);
		this.type = type;
	}

	@Override
	public final ProblemType type() {
		return this.type;
	}

}
