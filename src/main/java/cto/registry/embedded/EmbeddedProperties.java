package cto.registry.embedded;

import java.nio.file.Path;

import cto.registry.startup.SecretFile;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded database lives.
 *
 * @param dataDir the data directory
 * @param embedded the settings of the database in it
 */
@ConfigurationProperties("registry")
record EmbeddedProperties(@DefaultValue(SecretFile.DEFAULT_DIRECTORY) String dataDir, @DefaultValue Embedded embedded) {

	EmbeddedProperties {
		if (dataDir.isBlank()) {
			throw new IllegalArgumentException("registry.data-dir (REGISTRY_DATA_DIR) is blank; write a path such as "
					+ SecretFile.DEFAULT_DIRECTORY);
		}
	}

	Path path() {
		return Path.of(this.dataDir);
	}

	/**
	 * The server.
	 *
	 * @param port the loopback port, 0 to 65535, where 0 is the last one if it is free,
	 * else any
	 */
	record Embedded(@DefaultValue("0") int port) {

		Embedded {
			if (port < 0 || port > 65535) {
				throw new IllegalArgumentException("registry.embedded.port (REGISTRY_EMBEDDED_PORT) is " + port
						+ "; write a port from 1 to 65535, or 0 to have one chosen");
			}
		}

	}

}
