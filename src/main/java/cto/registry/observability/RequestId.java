package cto.registry.observability;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id of the request that this thread answers. Every line that is logged meanwhile has
 * it, and the answer has it as {@value #HEADER}.
 */
public final class RequestId {

	/** The header of requests and answers. */
	public static final String HEADER = "X-Request-Id";

	/** The field of a log line, by the Elastic Common Schema. */
	private static final String FIELD = "http.request.id";

	/** The field of a log line about one record; none of that schema. */
	private static final String RECORD_FIELD = "registry.record.id";

	private static final int MAX_LENGTH = 64;

	/** No two processes have the same, on any machine. */
	private static final String PROCESS = HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "-";

	private static final AtomicLong COUNT = new AtomicLong();

	private RequestId() {
	}

	/**
	 * Returns the id.
	 * @return the id, or null on a thread that answers no request
	 */
	public static @Nullable String current() {
		return MDC.get(FIELD);
	}

	/**
	 * Lets each further line of this request name the record that it is about.
	 * @param id the record's id
	 */
	public static void concerns(Object id) {
		MDC.put(RECORD_FIELD, id.toString());
	}

	/**
	 * Begins a request on this thread.
	 * @param given the id that came with it, or null
	 * @return its id
	 */
	static String begin(@Nullable String given) {
		String id = of(given);
		MDC.put(FIELD, id);
		return id;
	}

	/** Ends it. To empty the whole map would cost each request twice as much. */
	static void end() {
		MDC.remove(FIELD);
		MDC.remove(RECORD_FIELD);
	}

	/**
	 * Takes over an id that another service gave, or makes one. One that could be
	 * anything but an id in a log line is not taken over.
	 * @param given what came with the request, or null
	 * @return 1 to 64 letters, digits, '.', '_' or '-'
	 */
	private static String of(@Nullable String given) {
		return (given != null && isTrusted(given)) ? given : next();
	}

	private static boolean isTrusted(String id) {
		int length = id.length();
		if (length == 0 || length > MAX_LENGTH) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = id.charAt(i);
			boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
			boolean other = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
			if (!letter && !other) {
				return false;
			}
		}
		return true;
	}

	/** It has to differ from all others and need not be a secret. */
	private static String next() {
		return PROCESS + Long.toString(COUNT.incrementAndGet(), Character.MAX_RADIX);
	}

}
