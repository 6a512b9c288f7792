package cto.registry.problem;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The service cannot start as it is set up. Spring Boot prints the two sentences, without
 * a stack trace, and the process ends with exit code 1.
 */
public final class StartupRefusedException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Refuses the start.
	 * @param wrong what is wrong, with the actual value
	 * @param remedy what to do or to write instead
	 */
	public StartupRefusedException(String wrong, String remedy) {
		super(wrong, remedy);
	}

	/**
	 * Refuses the start.
	 * @param wrong what is wrong, with the actual value
	 * @param remedy what to do or to write instead
	 * @param cause where it came from, shown with {@code --debug} only
	 */
	public StartupRefusedException(String wrong, String remedy, Throwable cause) {
		super(wrong, remedy, cause);
	}

}
