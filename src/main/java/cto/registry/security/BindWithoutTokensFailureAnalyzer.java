package cto.registry.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to set where {@link BindWithoutTokens} stops the start.
 */
class BindWithoutTokensFailureAnalyzer extends AbstractFailureAnalyzer<BindWithoutTokens> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BindWithoutTokens cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Set registry.security.tokens[0].name, .sha256 and .roles (REGISTRY_SECURITY_TOKENS_0_NAME=…, "
						+ "REGISTRY_SECURITY_TOKENS_0_SHA256=…, REGISTRY_SECURITY_TOKENS_0_ROLES=submit,read), or leave "
						+ "server.address at 127.0.0.1.",
				cause);
	}

}
