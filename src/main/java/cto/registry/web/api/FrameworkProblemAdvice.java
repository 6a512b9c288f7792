package cto.registry.web.api;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import cto.registry.observability.RequestId;
import cto.registry.problem.ProblemType;
import cto.registry.record.SqlStates;
import cto.registry.recording.NothingCommittedException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The failures of the framework and of the database, as problems. What is not known here
 * is a fault of the service: its log line has the details, the answer only the incident.
 */
@RestControllerAdvice
class FrameworkProblemAdvice {

	private static final Logger LOG = LoggerFactory.getLogger(FrameworkProblemAdvice.class);

	private static final String RETRY_SECONDS = "5";

	@ExceptionHandler
	ResponseEntity<ProblemDetail> method(HttpRequestMethodNotSupportedException failure) {
		Set<HttpMethod> supported = failure.getSupportedHttpMethods();
		Set<String> allowed = (supported != null)
				? supported.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new))
				: new TreeSet<>();
		if (allowed.contains("GET")) {
			allowed.add("HEAD");
		}
		String methods = String.join(", ", allowed);
		return Problem.of(ProblemType.APPEND_ONLY, failure.getMethod() + " is not possible here; allowed: " + methods)
			.headers((headers) -> headers.set(HttpHeaders.ALLOW, methods))
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> mediaType(HttpMediaTypeNotSupportedException failure, HttpServletRequest request) {
		String given = request.getContentType();
		return Problem
			.of(new UnsupportedPacketTypeException(
					(given != null) ? "Content-Type is not one of a packet" : "Content-Type is missing"))
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notAcceptable(HttpMediaTypeNotAcceptableException failure) {
		String available = failure.getSupportedMediaTypes()
			.stream()
			.map(MediaType::toString)
			.collect(Collectors.joining(", "));
		return Problem.of(ProblemType.NOT_ACCEPTABLE, available.isEmpty() ? "The Accept header cannot be read"
				: "Accept excludes what there is: " + available)
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noResource(NoResourceFoundException failure) {
		return Problem.of(ProblemType.NOT_FOUND, "Nothing is at this path; /openapi.yaml lists what there is")
			.response();
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> database(Exception failure) {
		return of(failure, RequestId.current()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> undecodable(InvalidParameterException failure) {
		return Problem
			.of(ProblemType.INVALID_PARAMETER,
					"The query is not percent-encoded UTF-8; write each byte as % and two digits")
			.response();
	}

	/** Spring Security looks at a header's value when somebody reads it. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadableHeader(RequestRejectedException failure) {
		return Problem
			.of(ProblemType.INVALID_PARAMETER,
					"A header holds a control character, or one that Unicode does not have; write visible characters")
			.response();
	}

	/** Nobody is there to answer to. */
	@ExceptionHandler({ ClientAbortException.class, AsyncRequestNotUsableException.class })
	void gone(Exception failure) {
		LOG.debug("A client hung up", failure);
	}

	/** Whoever hangs up before the end of an answer is no fault of the service. */
	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> notWritable(HttpMessageNotWritableException failure) {
		if (failure.contains(IOException.class)) {
			gone(failure);
			return null;
		}
		return unforeseen(failure);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unforeseen(Exception failure) {
		return of(failure, RequestId.current()).response();
	}

	/**
	 * Returns what a failure is to the client, and logs it.
	 * @param failure any failure that is not the client's
	 * @param requestId the id of the request, if it has one
	 * @return a database that did not answer, or else a fault of the service, whose
	 * incident id is that of the request
	 */
	static Problem of(Throwable failure, @Nullable String requestId) {
		boolean database = failure instanceof DataAccessException || failure instanceof TransactionException;
		if (database && SqlStates.isTransient(failure)) {
			LOG.warn("The database did not answer: {}", rootMessage(failure));
			return Problem
				.of(ProblemType.DATABASE_UNAVAILABLE,
						whatFailed(failure) + " Try again; the same bytes are never recorded twice.")
				.headers((headers) -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS));
		}
		String incident = (requestId != null) ? requestId : UUID.randomUUID().toString();
		LOG.error("Incident {}", incident, failure);
		return Problem
			.of(ProblemType.INTERNAL_ERROR,
					"The service met a fault of its own; its operator finds it in the log as incident " + incident)
			.with("incident", incident);
	}

	private static String whatFailed(Throwable failure) {
		if (SqlStates.isReadOnly(failure)) {
			return "The database can only be read just now, and nothing was recorded; reading goes on.";
		}
		if (SqlStates.isDiskFull(failure)) {
			return "The database's disk is full, and nothing was recorded; reading goes on.";
		}
		return (failure instanceof NothingCommittedException)
				? "The transaction ended before its commit, and nothing was recorded." : "The database did not answer.";
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}
