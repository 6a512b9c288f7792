package cto.registry.log;

import java.nio.file.Path;
import java.util.regex.Pattern;

import cto.registry.text.Excerpt;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code registry.log}: whose log it is.
 *
 * @param origin a schemeless URL that names the log in every checkpoint, 1 to 200 visible
 * ASCII characters without {@code +}
 * @param keyFile the Ed25519 key that signs it, PKCS#8 in PEM, or null for
 * {@code log.key} in the data directory, which is made where it is missing
 */
@ConfigurationProperties("registry.log")
public record LogProperties(@DefaultValue("request-registry.local/log") String origin, @Nullable Path keyFile) {

	private static final Pattern ORIGIN = Pattern.compile("[\\x21-\\x7e&&[^+]]{1,200}");

	/**
	 * Checks the origin.
	 * @throws IllegalArgumentException when it cannot be the name of a log
	 */
	public LogProperties {
		if (!ORIGIN.matcher(origin).matches() || origin.contains("://")) {
			throw new IllegalArgumentException("registry.log.origin (REGISTRY_LOG_ORIGIN) is " + Excerpt.quoted(origin)
					+ "; write a URL without its scheme, without spaces and without +, such as registry.example.com/log");
		}
	}

}
