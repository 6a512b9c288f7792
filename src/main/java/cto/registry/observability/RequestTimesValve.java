package cto.registry.observability;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import org.springframework.web.servlet.HandlerMapping;

/**
 * Times what is answered, refusals before any route included. A stream has no end to wait
 * for, and is not timed.
 */
final class RequestTimesValve extends ValveBase {

	private final RequestTimes times;

	RequestTimesValve(RequestTimes times) {
		super(true);
		this.times = times;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		long begun = System.nanoTime();
		int status = 500;
		try {
			getNext().invoke(request, response);
			status = response.getStatus();
		}
		finally {
			if (!request.isAsync()) {
				Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
				this.times.record(request.getMethod(), (route != null) ? route.toString() : "UNKNOWN", status,
						System.nanoTime() - begun);
			}
		}
	}

}
