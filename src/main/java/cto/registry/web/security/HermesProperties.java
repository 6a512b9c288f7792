package cto.registry.web.security;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code registry.security.hermes}: where Hermes WebUI keeps the secret of the extension
 * that shows the records. What is not configured is "", and comes from the environment
 * variables that Hermes itself reads.
 *
 * @param tokenFile the file itself
 * @param stateDir the directory of Hermes WebUI's state
 * @param home the home directory of Hermes
 */
@ConfigurationProperties("registry.security.hermes")
record HermesProperties(@DefaultValue("") String tokenFile, @DefaultValue("") String stateDir,
		@DefaultValue("") String home) {

	/** The extension's id, which is also the name of its directory. */
	static final String EXTENSION = "execution-request-registry";

	/**
	 * Looks where Hermes WebUI would write: the first of these that is configured.
	 * @param userHome the home directory of this service's user
	 * @return where the secret is, if it is anywhere
	 */
	Path secret(Path userHome) {
		if (!this.tokenFile.isBlank()) {
			return expanded(this.tokenFile, userHome);
		}
		Path state;
		if (!this.stateDir.isBlank()) {
			state = expanded(this.stateDir, userHome);
		}
		else if (!this.home.isBlank()) {
			state = expanded(this.home, userHome).resolve("webui");
		}
		else {
			state = userHome.resolve(".hermes/webui");
		}
		return state.resolve("sidecar-auth").resolve(EXTENSION + ".token");
	}

	/** Hermes expands a tilde in these variables, so the registry has to as well. */
	private static Path expanded(String path, Path userHome) {
		if (path.equals("~") || path.startsWith("~/")) {
			return userHome.resolve(path.substring(Math.min(2, path.length())));
		}
		return Path.of(path);
	}

}
