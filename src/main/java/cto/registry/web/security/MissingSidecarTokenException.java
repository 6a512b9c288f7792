package cto.registry.web.security;

import java.time.Duration;
import java.util.Optional;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;

import org.springframework.security.core.AuthenticationException;

/**
 * A request came with a token of Hermes WebUI, and the registry has none to compare it
 * with.
 */
final class MissingSidecarTokenException extends AuthenticationException implements ProblemCarrier {

	MissingSidecarTokenException() {
		super("There is no token of Hermes WebUI to compare this one with, so it is not believed. Hermes WebUI and the "
				+ "registry have to use the same HERMES_WEBUI_STATE_DIR, or HERMES_EXT_SIDECAR_TOKEN_FILE has to name "
				+ "the file; the registry's log says where it looked");
	}

	@Override
	public ProblemType type() {
		return ProblemType.SIDECAR_TOKEN_MISSING;
	}

	@Override
	public String detail() {
		return String.valueOf(getMessage());
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(10));
	}

}
