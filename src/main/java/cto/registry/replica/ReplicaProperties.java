package cto.registry.replica;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code registry.replica}: a server that follows the database, such as a streaming
 * replica, for reading.
 *
 * @param url its JDBC URL, {@code jdbc:postgresql://…}; null where there is none
 * @param username the role to read as, or null for that of {@code spring.datasource}
 * @param password its password, or null for that of {@code spring.datasource}
 */
@ConfigurationProperties("registry.replica")
record ReplicaProperties(@Nullable String url, @Nullable String username, @Nullable String password) {

	private static final String POSTGRESQL = "jdbc:postgresql:";

	ReplicaProperties {
		if (url != null && !url.startsWith(POSTGRESQL)) {
			// not the whole: the form that other tools use has the password in it
			throw new IllegalArgumentException("registry.replica.url (REGISTRY_REPLICA_URL) starts with '"
					+ url.substring(0, Math.max(0, url.indexOf("//")))
					+ "'; write jdbc:postgresql://host/registry, or leave it out to read where is recorded");
		}
	}

}
