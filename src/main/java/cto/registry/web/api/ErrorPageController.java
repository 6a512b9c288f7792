package cto.registry.web.api;

import cto.registry.problem.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the container itself refuses, as a problem.
 */
@Hidden // no route of the contract: the container forwards here
@RestController
class ErrorPageController implements ErrorController {

	@RequestMapping("/error")
	ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
		if (!response.containsHeader("X-Content-Type-Options")) {
			ContainerProblemValve.protect(response);
		}
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		ProblemType type = (status instanceof Integer code) ? typeOf(code) : ProblemType.NOT_FOUND;
		return Problem.of(type, type.meaning()).at(path(request)).response();
	}

	private static ProblemType typeOf(int status) {
		for (ProblemType type : ProblemType.values()) {
			if (type.status().value() == status && type != ProblemType.MALFORMED_PACKET) {
				return type;
			}
		}
		return (status >= 500) ? ProblemType.INTERNAL_ERROR : ProblemType.INVALID_PARAMETER;
	}

	private static String path(HttpServletRequest request) {
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (path != null) ? path.toString() : "/";
	}

}
