package cto.registry.observability;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * How long requests take, by method, route and status: what Spring Boot measures under
 * the same name by observations, which wrap each request several times and cost a quarter
 * of it. This costs two looks at the clock and one at a map.
 */
final class RequestTimes {

	private static final String NAME = "http.server.requests";

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	private final MeterRegistry meters;

	private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

	RequestTimes(MeterRegistry meters) {
		this.meters = meters;
	}

	/**
	 * Counts a request.
	 * @param method its method; whoever sends requests decides it, so unknown ones count
	 * as one
	 * @param route the pattern of its route, "UNKNOWN" where it met none
	 * @param status the status of its answer
	 * @param nanos how long it took
	 */
	void record(String method, String route, int status, long nanos) {
		Kind kind = new Kind(method, route, status);
		Timer timer = this.timers.get(kind);
		if (timer == null) {
			timer = timer(kind);
			if (METHODS.contains(method)) {
				this.timers.put(kind, timer);
			}
		}
		timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Kind kind) {
		return Timer.builder(NAME)
			.description("Requests that were answered, without streams")
			.tag("method", METHODS.contains(kind.method()) ? kind.method() : "OTHER")
			.tag("uri", kind.route())
			.tag("status", Integer.toString(kind.status()))
			.tag("outcome", outcome(kind.status()))
			.serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25),
					Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5))
			.register(this.meters);
	}

	private static String outcome(int status) {
		return switch (status / 100) {
			case 1 -> "INFORMATIONAL";
			case 2 -> "SUCCESS";
			case 3 -> "REDIRECTION";
			case 4 -> "CLIENT_ERROR";
			case 5 -> "SERVER_ERROR";
			default -> "UNKNOWN";
		};
	}

	private record Kind(String method, String route, int status) {
	}

}
