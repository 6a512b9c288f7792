package cto.registry.web.stream;

import java.io.IOException;
import java.util.regex.Pattern;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Live updates: one {@code recorded} event a record, in the order of the log.
 */
@RestController
class StreamController {

	static final String ROUTE = "/api/v1/stream";

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private static final Pattern INDEX = Pattern.compile("-1|0|[1-9][0-9]{0,17}");

	private final Streams streams;

	private final StoredEvents events;

	private final RecentEvents recentEvents;

	StreamController(Streams streams, StoredEvents events, RecentEvents recentEvents) {
		this.streams = streams;
		this.events = events;
		this.recentEvents = recentEvents;
	}

	/** The header wins: a reader that connects again sends the URL that it began with. */
	@GetMapping(path = ROUTE, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void stream(HttpServletRequest request, HttpServletResponse response,
			@RequestParam(name = "after", required = false) @Nullable String after,
			@RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId) throws IOException {
		Long parameter = index("after", after);
		Long header = index(LAST_EVENT_ID, lastEventId);
		long start = (header != null) ? reached(LAST_EVENT_ID, header)
				: (parameter != null) ? reached("after", parameter) : this.events.end();
		if (request.getMethod().equals(HttpMethod.HEAD.name())) {
			writeHeaders(response);
		}
		else {
			this.streams.open(request, response, start);
		}
	}

	static void writeHeaders(HttpServletResponse response) {
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		// nginx and those who learnt from it would hold events back
		response.setHeader("X-Accel-Buffering", "no");
	}

	private static @Nullable Long index(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (!INDEX.matcher(value).matches()) {
			throw new ProblemException(ProblemType.INVALID_PARAMETER, name
					+ " is no log index; write that of the last record that you have, from 0, " + "or -1 to have all");
		}
		return Long.valueOf(value);
	}

	/**
	 * Another log's index would have the reader wait for that many records in silence.
	 */
	private long reached(String name, long index) {
		if (index > this.recentEvents.end()) {
			long end = this.events.end();
			if (index > end) {
				throw new ProblemException(ProblemType.INVALID_PARAMETER, name + " is " + index + ", and this log "
						+ ((end < 0) ? "has no record yet; write -1" : "ends at " + end + "; write -1 to " + end));
			}
		}
		return index;
	}

}
