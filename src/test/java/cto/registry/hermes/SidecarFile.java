package cto.registry.hermes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.springframework.util.FileSystemUtils;

/**
 * The file in which Hermes WebUI keeps the secret, written as it would.
 *
 * @param path where it is
 */
record SidecarFile(Path path) {

	static final String HEADER = "X-Hermes-Sidecar-Token";

	/** As long as Hermes WebUI makes them. */
	static final String SECRET = "Sidecar-secret_for-tests-000000000000000000";

	static final String OTHER = "Another-secret_for-tests-000000000000000000";

	/** Where it is under the directory of Hermes WebUI's state. */
	static SidecarFile in(Path state) {
		return new SidecarFile(state.resolve("sidecar-auth/execution-request-registry.token"));
	}

	SidecarFile write(String content) throws IOException {
		remove();
		Files.createDirectories(this.path.toAbsolutePath().getParent());
		Files.createFile(this.path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(this.path, content);
		return this;
	}

	void remove() throws IOException {
		FileSystemUtils.deleteRecursively(this.path);
	}

	void permit(String permissions) throws IOException {
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString(permissions));
	}

}
