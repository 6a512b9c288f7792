package cto.registry.web.ui;

import java.util.HexFormat;
import java.util.Map;

import cto.registry.merkle.Sha256;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * One file of the page.
 *
 * @param body its bytes
 * @param type what they are
 * @param eTag a strong tag of them, quoted
 */
record PageFile(byte[] body, MediaType type, String eTag) {

	/** A browser runs and applies nothing but the page's own files. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
			+ "img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

	private static final Map<String, MediaType> TYPES = Map.of("html", text("html"), "css", text("css"), "js",
			text("javascript"), "svg", new MediaType("image", "svg+xml"));

	private static final int TAG_BYTES = 16;

	/**
	 * Takes a file by what its name ends in.
	 * @param name such as {@code page.css}
	 * @param body its bytes
	 * @return the file
	 * @throws IllegalArgumentException where a file of that kind has no place in the page
	 */
	static PageFile of(String name, byte[] body) {
		MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
		if (type == null) {
			throw new IllegalArgumentException(
					"The page's files end in " + String.join(", ", TYPES.keySet()) + "; this one is " + name);
		}
		return new PageFile(body.clone(), type, '"' + HexFormat.of().formatHex(Sha256.of(body), 0, TAG_BYTES) + '"');
	}

	/**
	 * The answer with this file. It is asked for again each time, which costs a 304, so
	 * that no two versions are ever mixed.
	 */
	ResponseEntity<byte[]> answer() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.eTag(this.eTag)
			.contentType(this.type)
			.header("Content-Security-Policy", POLICY)
			.header("Referrer-Policy", "no-referrer")
			.body(this.body);
	}

	private static MediaType text(String subtype) {
		return MediaType.parseMediaType("text/" + subtype + ";charset=UTF-8");
	}

}
