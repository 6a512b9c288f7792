package cto.registry.api;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Web links (RFC 8288) to other pages of a list.
 */
final class Links {

	private Links() {
	}

	/** The same query, from the cursor on. */
	static String next(HttpServletRequest request, Cursor cursor) {
		String target = UriComponentsBuilder.fromPath(request.getRequestURI())
			.query(request.getQueryString())
			.replaceQueryParam("cursor", cursor)
			.build(true)
			.toUriString();
		return "<" + target + ">; rel=\"next\"";
	}

}
