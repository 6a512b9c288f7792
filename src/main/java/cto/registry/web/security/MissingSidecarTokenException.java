package cto.registry.web.security;

import org.springframework.security.core.AuthenticationException;

/**
 * A request came with a token of Hermes WebUI, and the registry has none to compare it
 * with.
 */
public final class MissingSidecarTokenException extends AuthenticationException {

	MissingSidecarTokenException() {
		super("There is no token of Hermes WebUI to compare this one with, so it is not believed. Hermes WebUI and the "
				+ "registry have to use the same HERMES_WEBUI_STATE_DIR, or HERMES_EXT_SIDECAR_TOKEN_FILE has to name "
				+ "the file; the registry's log says where it looked");
	}

}
