package cto.registry.contract;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A request's first line, and the head of the answer to it.
 *
 * @param method in upper case
 * @param target path and query
 * @param status of the answer
 * @param contentType of the answer, null without one
 * @param headers of the answer, by name in any case
 */
record Answer(String method, String target, int status, @Nullable String contentType, Map<String, String> headers) {

	Answer {
		Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		anyCase.putAll(headers);
		headers = anyCase;
	}

	String path() {
		int query = this.target.indexOf('?');
		return (query < 0) ? this.target : this.target.substring(0, query);
	}

	MultiValueMap<String, String> query() {
		return UriComponentsBuilder.fromUriString(this.target).build().getQueryParams();
	}

	boolean bodiless() {
		return this.method.equals("HEAD") || this.status == 204 || this.status == 304;
	}

	/**
	 * The media type without its parameters.
	 * @return in lower case; empty without one
	 */
	String mediaType() {
		if (this.contentType == null) {
			return "";
		}
		int parameters = this.contentType.indexOf(';');
		String type = (parameters < 0) ? this.contentType : this.contentType.substring(0, parameters);
		return type.strip().toLowerCase(Locale.ROOT);
	}

}
