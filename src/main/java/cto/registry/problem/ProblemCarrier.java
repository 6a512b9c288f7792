package cto.registry.problem;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is reported to the client as a problem (RFC 9457). Exceptions of the
 * registry extend {@link ProblemException}; those that have to extend a class of a
 * framework implement this.
 */
public interface ProblemCarrier {

	/**
	 * Returns what kind of problem it is.
	 * @return the type
	 */
	ProblemType type();

	/**
	 * Returns what is wrong and what would be right.
	 * @return one or more sentences for the client: the exception's message, unless
	 * overridden
	 */
	default String detail() {
		return String.valueOf(getMessage());
	}

	/**
	 * Returns the message that every exception has.
	 * @return as {@link Throwable#getMessage()}
	 */
	@Nullable String getMessage();

	/**
	 * Returns a summary of the problem.
	 * @return the title of the type, unless overridden
	 */
	default String title() {
		return type().title();
	}

	/**
	 * Returns when the client may try again.
	 * @return the value of {@code Retry-After}, sent in whole seconds
	 */
	default Optional<Duration> retryAfter() {
		return Optional.empty();
	}

	/**
	 * Returns further members of the problem.
	 * @return values by name, in order
	 */
	default Map<String, Object> members() {
		return Map.of();
	}

	/**
	 * Returns further header fields of the response.
	 * @return values by name
	 */
	default Map<String, String> headers() {
		return Map.of();
	}

}
