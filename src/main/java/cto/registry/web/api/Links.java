package cto.registry.web.api;

import java.util.StringJoiner;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Web links (RFC 8288) to other pages of a list.
 */
final class Links {

	private Links() {
	}

	/** The same query as it was written, from the cursor on. */
	static String next(HttpServletRequest request, String cursor) {
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
