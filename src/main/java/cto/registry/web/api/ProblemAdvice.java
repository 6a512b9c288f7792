package cto.registry.web.api;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The registry's own failures, each as the problem that it carries.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

	private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> problem(ProblemException failure) {
		if (failure.type() == ProblemType.LOG_INCONSISTENT) {
			LOG.error("The log does not verify: {}", failure.getMessage());
		}
		return Problem.of(failure).response();
	}

}
