package cto.registry.web.api;

import java.util.UUID;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;

/**
 * What the container or a filter reports by a status or an exception, as a problem. The
 * status stays, and a problem type is named only if the status alone implies it: nothing
 * is known about the cause.
 */
final class ContainerProblems {

	private static final Logger LOG = LoggerFactory.getLogger(ContainerProblems.class);

	private static final int FIRST_SERVER_ERROR = 500;

	private ContainerProblems() {
	}

	/**
	 * Returns what to tell the client, and logs what is a fault of the service.
	 * @param status the status that the container chose
	 * @param failure the exception that no filter and no servlet caught, if there is one
	 * @param requestId the id of the request, if it has one
	 */
	static Problem of(int status, @Nullable Throwable failure, @Nullable String requestId) {
		Throwable cause = cause(failure);
		if (cause instanceof ProblemCarrier carrier) {
			return Problem.of(carrier);
		}
		if (status < FIRST_SERVER_ERROR) {
			return refused(status);
		}
		return (cause != null) ? FrameworkProblemAdvice.of(cause, requestId) : failed(status, requestId);
	}

	private static Problem refused(int status) {
		return switch (status) {
			case 401 -> meaning(ProblemType.UNAUTHENTICATED);
			case 403 -> meaning(ProblemType.FORBIDDEN);
			case 404 -> meaning(ProblemType.NOT_FOUND);
			case 405 -> meaning(ProblemType.APPEND_ONLY);
			case 406 -> meaning(ProblemType.NOT_ACCEPTABLE);
			case 408 -> meaning(ProblemType.REQUEST_TIMEOUT);
			case 413 -> meaning(ProblemType.PACKET_TOO_LARGE);
			case 415 -> meaning(ProblemType.UNSUPPORTED_MEDIA_TYPE);
			case 400 -> invalid(status, "The request is not well-formed HTTP");
			case 414 -> invalid(status, "The request's target is too long; shorten its path or query");
			case 417 -> invalid(status, "Expect is not 100-continue; leave it out or write that");
			case 431 -> invalid(status, "The request's header fields are too large; send fewer or shorter ones");
			default -> invalid(status, "The server refused the request with the status " + phrase(status));
		};
	}

	private static Problem meaning(ProblemType type) {
		return Problem.of(type, type.meaning());
	}

	private static Problem invalid(int status, String detail) {
		return Problem.of(ProblemType.INVALID_PARAMETER, detail).status(status);
	}

	private static Problem failed(int status, @Nullable String requestId) {
		if (status == HttpStatus.NOT_IMPLEMENTED.value() || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value()) {
			return Problem
				.of(ProblemType.INTERNAL_ERROR, "The request uses a part of HTTP that the server does not implement")
				.status(status);
		}
		String incident = (requestId != null) ? requestId : UUID.randomUUID().toString();
		LOG.error("Incident {}: the server answered {}", incident, phrase(status));
		return Problem
			.of(ProblemType.INTERNAL_ERROR,
					"The server answered " + phrase(status) + "; its operator finds the cause in the log as incident "
							+ incident)
			.status(status)
			.with("incident", incident);
	}

	private static String phrase(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		return (known != null) ? status + " " + known.getReasonPhrase() : String.valueOf(status);
	}

	/** The container wraps what a servlet throws. */
	private static @Nullable Throwable cause(@Nullable Throwable failure) {
		Throwable cause = failure;
		while (cause instanceof ServletException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

}
