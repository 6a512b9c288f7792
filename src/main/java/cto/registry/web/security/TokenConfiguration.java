package cto.registry.web.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import cto.registry.startup.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The tokens that are believed without asking anybody.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(TokenConfiguration.class);

	@Bean
	AccessTokens accessTokens(SecurityProperties properties, Environment environment,
			@Value("${registry.data-dir:" + SecretFile.DEFAULT_DIRECTORY + "}") Path dataDirectory) throws IOException {
		if (!properties.tokensFile().isBlank()) {
			SecretFile file = new SecretFile(Path.of(properties.tokensFile()));
			return new AccessTokens(properties.tokens(),
					new TokenListFile(file, properties.tokens(), System::nanoTime)::tokens);
		}
		if (!properties.tokens().isEmpty() || Issuer.configured(environment).isPresent()) {
			return new AccessTokens(properties.tokens());
		}
		GeneratedTokenFile file = new GeneratedTokenFile(dataDirectory);
		SecurityProperties.Token local = file.load();
		LOG.info("The token for recording is in {}", file.path());
		return new AccessTokens(List.of(local));
	}

	@Bean
	SidecarToken sidecarToken(HermesProperties hermes, @Value("${user.home}") String userHome) {
		return new SidecarToken(new SecretFile(hermes.secret(Path.of(userHome))));
	}

}
