package cto.registry.web.api;

import java.util.HexFormat;
import java.util.StringJoiner;

import cto.registry.merkle.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Headers that several answers share.
 */
final class ResponseHeaders {

	/** The {@code Cache-Control} of what never changes. */
	static final String IMMUTABLE = "private, max-age=31536000, immutable";

	private static final int TAG_BYTES = 16;

	private ResponseHeaders() {
	}

	/** Returns a strong tag: 32 hexadecimal digits of the body's SHA-256, quoted. */
	static String eTag(byte[] body) {
		return '"' + HexFormat.of().formatHex(Sha256.of(body), 0, TAG_BYTES) + '"';
	}

	/**
	 * Begins the answer with one page of a list, which a client revalidates at each use.
	 * @param request asks for the page
	 * @param body the page
	 * @param next the cursor of the next page, or null on the last
	 * @return an answer with a weak tag and a link (RFC 8288) to the next page
	 */
	static ResponseEntity.BodyBuilder page(HttpServletRequest request, byte[] body, @Nullable String next) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.cacheControl(CacheControl.noCache().cachePrivate())
			.eTag("W/" + eTag(body));
		return (next != null) ? answer.header(HttpHeaders.LINK, link(request, next)) : answer;
	}

	/** The same query as it was written, with another cursor. */
	private static String link(HttpServletRequest request, String cursor) {
		StringJoiner query = new StringJoiner("&");
		String written = request.getQueryString();
		for (String parameter : (written != null) ? written.split("&") : new String[0]) {
			if (!parameter.startsWith("cursor=")) {
				query.add(parameter);
			}
		}
		return "<" + request.getRequestURI() + "?" + query.add("cursor=" + cursor) + ">; rel=\"next\"";
	}

}
