package cto.registry.web.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Consumer;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * A refusal on its way out, as {@code application/problem+json}.
 */
final class Problem {

	private final ProblemDetail body;

	private final HttpHeaders headers = new HttpHeaders();

	private Problem(ProblemType type, String detail) {
		this.body = ProblemDetail.forStatusAndDetail(type.status(), detail);
		this.body.setType(type.uri());
		this.body.setTitle(type.title());
		this.body.setProperty("code", type.code());
		this.headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	static Problem of(ProblemType type, String detail) {
		return new Problem(type, detail);
	}

	static Problem of(ProblemCarrier failure) {
		Problem problem = new Problem(failure.type(), failure.detail());
		problem.body.setTitle(failure.title());
		failure.members().forEach(problem.body::setProperty);
		failure.headers().forEach(problem.headers::set);
		failure.retryAfter()
			.ifPresent((wait) -> problem.headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
		return problem;
	}

	/** Keeps a status that the container has already chosen. */
	Problem status(int status) {
		this.body.setStatus(status);
		return this;
	}

	Problem at(String path) {
		try {
			this.body.setInstance(new URI(null, null, path, null));
		}
		catch (URISyntaxException ex) {
			this.body.setInstance(URI.create("/"));
		}
		return this;
	}

	Problem with(String member, Object value) {
		this.body.setProperty(member, value);
		return this;
	}

	Problem headers(Consumer<HttpHeaders> more) {
		more.accept(this.headers);
		return this;
	}

	/** The header fields of the response. */
	HttpHeaders headers() {
		return this.headers;
	}

	ProblemDetail body() {
		return this.body;
	}

	ResponseEntity<ProblemDetail> response() {
		return ResponseEntity.status(this.body.getStatus()).headers(this.headers).body(this.body);
	}

}
