package cto.registry.web.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import cto.registry.problem.StartupRefusedException;
import cto.registry.text.Excerpt;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The OpenID issuer whose JWTs are believed, by Spring Boot's properties for one.
 *
 * @param uri its identifier, which its tokens have as {@code iss}
 * @param keys where its keys are; "" to have it say so itself
 * @param audiences what its tokens have to be for, at least one of them
 * @param nameClaim the claim that names whom a token stands for
 */
record Issuer(String uri, String keys, List<String> audiences, String nameClaim) {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

	/** With the longest name that a subject may have, a sender has at most 255. */
	private static final int MAX_LENGTH = 120;

	/**
	 * What a subject may be. It has no slash, so the last one of a sender ends the
	 * issuer.
	 */
	private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._@:|+=-]{1,128}");

	Issuer {
		requireUri("issuer-uri", uri);
		if (!keys.isEmpty()) {
			requireUri("jwk-set-uri", keys);
		}
		if (uri.length() > MAX_LENGTH) {
			throw new StartupRefusedException(PREFIX + "issuer-uri has " + uri.length() + " characters; at most "
					+ MAX_LENGTH + " fit into the name of a sender.", "Give the issuer a shorter identifier.");
		}
		if (audiences.isEmpty()) {
			throw new StartupRefusedException(
					PREFIX + "issuer-uri is " + uri
							+ ", and nothing says which of its tokens are meant for this service.",
					"Set " + PREFIX
							+ "audiences to what the issuer writes into aud for it, so that a token for another service is refused.");
		}
		audiences = List.copyOf(audiences);
	}

	/**
	 * Reads the configuration.
	 * @param environment where the properties are
	 * @return the issuer, if there is one
	 * @throws StartupRefusedException when it cannot be used safely as it is configured
	 */
	static Optional<Issuer> configured(Environment environment) {
		String uri = environment.getProperty(PREFIX + "issuer-uri", "");
		String keys = environment.getProperty(PREFIX + "jwk-set-uri", "");
		if (environment.containsProperty(PREFIX + "public-key-location") || (uri.isEmpty() && !keys.isEmpty())) {
			throw new StartupRefusedException(
					"JWTs are configured by " + PREFIX + (keys.isEmpty() ? "public-key-location" : "jwk-set-uri")
							+ ", which does not say who issues them.",
					"Set " + PREFIX + "issuer-uri; keys are read from there, or from jwk-set-uri.");
		}
		List<String> audiences = Binder.get(environment)
			.bind(PREFIX + "audiences", Bindable.listOf(String.class))
			.orElseGet(List::of);
		return uri.isEmpty() ? Optional.empty() : Optional
			.of(new Issuer(uri, keys, audiences, environment.getProperty(PREFIX + "principal-claim-name", "sub")));
	}

	/**
	 * Names a sender. The issuer is part of it, since a subject is unique only within one
	 * (OpenID Connect Core 1.0 section 2) and a record stays when the issuer goes. It has
	 * a slash, and the name of a configured token has none, so neither can be taken for
	 * the other.
	 * @param subject what the token's claim says
	 * @return the sender, such as {@code id.example/realms/cto/alice}, or nothing where
	 * the subject cannot be part of one
	 */
	Optional<String> sender(String subject) {
		String name = this.uri.substring(this.uri.indexOf("//") + 2).replaceFirst("/+$", "");
		return SUBJECT.matcher(subject).matches() ? Optional.of(name + "/" + subject) : Optional.empty();
	}

	/** An empty value is as good as none: templates write it. */
	static final class IsConfigured implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !context.getEnvironment().getProperty(PREFIX + "issuer-uri", "").isEmpty();
		}

	}

	/** A key that came over plain HTTP would be anybody's. */
	private static void requireUri(String property, String value) {
		if (!isSafe(value)) {
			throw new StartupRefusedException("The property " + PREFIX + property + " has the value "
					+ Excerpt.quoted(value)
					+ "; expected an https URI without user, query and fragment, such as https://id.example/realms/cto"
					+ " (http only for this machine).", "Write it as the issuer has it in its tokens or metadata.");
		}
	}

	private static boolean isSafe(String value) {
		try {
			URI uri = new URI(value);
			return uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
					&& uri.getRawUserInfo() == null && ("https".equals(uri.getScheme())
							|| ("http".equals(uri.getScheme()) && Exposure.LOOPBACK_NAMES.contains(uri.getHost())));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
