package cto.registry.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer.
 *
 * @param status its status
 * @param headers its headers
 * @param body its body
 */
public record Reply(int status, HttpHeaders headers, byte[] body) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	public JsonNode json() {
		return JSON.readTree(this.body);
	}

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	public @Nullable String header(String name) {
		return this.headers.firstValue(name).orElse(null);
	}

	/** The target of its link to the next page; null on the last. */
	public @Nullable String next() {
		String link = header("Link");
		return (link != null) ? link.substring(1, link.indexOf('>')) : null;
	}

	/**
	 * The record's or problem's member at a JSON Pointer, as text; "" where there is
	 * none.
	 */
	public String at(String pointer) {
		return json().at(pointer).asString("");
	}

}
