package cto.registry.web.api;

import java.io.IOException;
import java.util.Enumeration;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * The short way to a record whose bytes are at hand, for the plain request that nearly
 * all readers send. Whatever is unusual about a request takes the way through
 * {@link RecordRepresentationController}, which gives the same answer.
 */
@Component
class CachedRecordHandlerMapping extends AbstractHandlerMapping {

	private static final String PREFIX = "/api/v1/execution-requests/";

	/** What the request is counted under. */
	private static final String PATTERN = PREFIX + "{id}";

	private static final int UUID_LENGTH = 36;

	private final RecordCache records;

	CachedRecordHandlerMapping(RecordCache records) {
		this.records = records;
		setOrder(Ordered.HIGHEST_PRECEDENCE);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		String path = request.getRequestURI();
		boolean plain = path.length() == PREFIX.length() + UUID_LENGTH && path.startsWith(PREFIX)
				&& request.getMethod().equals("GET") && request.getQueryString() == null && acceptsJson(request);
		String id = plain ? path.substring(PREFIX.length()) : "";
		RecordCache.Served record = (plain && Parameters.isUuid(id)) ? this.records.cached(UUID.fromString(id)) : null;
		if (record == null) {
			return null;
		}
		request.setAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, PATTERN);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observed) -> observed.setPathPattern(PATTERN));
		return (HttpRequestHandler) (get, answer) -> write(record, get, answer);
	}

	private static boolean acceptsJson(HttpServletRequest request) {
		Enumeration<String> lines = request.getHeaders(HttpHeaders.ACCEPT);
		if (!lines.hasMoreElements()) {
			return true;
		}
		String accept = lines.nextElement();
		return (accept.equals(MediaType.ALL_VALUE) || accept.equals(MediaType.APPLICATION_JSON_VALUE))
				&& !lines.hasMoreElements();
	}

	private static void write(RecordCache.Served record, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, ResponseHeaders.IMMUTABLE);
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		if (!new ServletWebRequest(request, response).checkNotModified(record.eTag())) {
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.setContentLength(record.body().length);
			response.getOutputStream().write(record.body());
		}
	}

}
