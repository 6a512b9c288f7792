package cto.registry.web.security;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import cto.registry.text.Excerpt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys that the issuer signs with, read from where it says that they are (OpenID
 * Connect Discovery 1.0 section 4), when the first JWT comes and not at the start: the
 * service must not need the issuer to start. Whoever reads them caches them.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

	private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Issuer issuer;

	private final ResourceRetriever http;

	private final Duration outage;

	private volatile @Nullable Long readAt;

	/**
	 * Reads nothing yet.
	 * @param outage how long they are believed after they were read last
	 */
	IssuerKeys(Issuer issuer, ResourceRetriever http, Duration outage) {
		this.issuer = issuer;
		this.http = http;
		this.outage = outage;
	}

	/** Whether they were read, and not so long ago that they are forgotten. */
	boolean known() {
		Long read = this.readAt;
		return read != null && System.nanoTime() - read < this.outage.toNanos();
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
			throws KeySourceException {
		try (URLBasedJWKSetSource<SecurityContext> keys = new URLBasedJWKSetSource<>(location(), this.http)) {
			JWKSet set = keys.getJWKSet(refresh, now, context);
			this.readAt = System.nanoTime();
			return set;
		}
		catch (KeySourceException | IOException ex) {
			LOG.warn("The keys of {} cannot be read: {}", this.issuer.uri(), ex.getMessage());
			throw new JWKSetUnavailableException("The issuer's keys cannot be read", ex);
		}
	}

	private URL location() throws IOException {
		if (!this.issuer.keys().isEmpty()) {
			return URI.create(this.issuer.keys()).toURL();
		}
		String discovery = this.issuer.uri().replaceFirst("/+$", "") + "/.well-known/openid-configuration";
		try {
			JsonNode metadata = JSON.readTree(this.http.retrieveResource(URI.create(discovery).toURL()).getContent());
			String said = metadata.path("issuer").asString("");
			if (!said.equals(this.issuer.uri())) {
				throw new IOException(
						discovery + " is of the issuer " + Excerpt.quoted(said) + ", not of " + this.issuer.uri());
			}
			URI keys = URI.create(metadata.path("jwks_uri").asString(""));
			if (!keys.isAbsolute() || !(keys.getScheme().equals("https") || this.issuer.uri().startsWith("http:"))) {
				throw new IOException(discovery + " has the jwks_uri " + Excerpt.quoted(keys.toString())
						+ ", which is not an https URI");
			}
			return keys.toURL();
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new IOException(discovery + " cannot be read: " + ex.getMessage(), ex);
		}
	}

	@Override
	public void close() {
		// holds no connection open
	}

}
