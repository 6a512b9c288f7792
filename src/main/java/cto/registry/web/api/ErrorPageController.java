package cto.registry.web.api;

import java.io.IOException;

import cto.registry.observability.RequestId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the container forwards to {@code /error}, as a problem.
 */
@Hidden // no route of the contract: the container forwards here
@RestController
class ErrorPageController implements ErrorController {

	@RequestMapping("/error")
	void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ProblemWriter.protect(response);
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		// a client that asks for /error itself finds nothing here
		Problem problem = ContainerProblems.of(
				(status instanceof Integer code) ? code : HttpServletResponse.SC_NOT_FOUND, failure(request),
				response.getHeader(RequestId.HEADER));
		ProblemWriter.write(response, problem.at((path != null) ? path.toString() : "/"));
	}

	private static @Nullable Throwable failure(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) ? failure : null;
	}

}
