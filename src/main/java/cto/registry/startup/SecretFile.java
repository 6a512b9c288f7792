package cto.registry.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * A file with a secret that only its owner may read (mode 0600). Made once: of several
 * instances that start at the same time one writes it, and all read that.
 *
 * @param path where it is
 */
public record SecretFile(Path path) {

	/** Where secrets are made unless registry.data-dir is set. */
	public static final String DEFAULT_DIRECTORY = "./registry-data";

	/**
	 * Reads it; makes it first where there is none.
	 * @param secret makes its content
	 * @return its content
	 * @throws cto.registry.problem.StartupRefusedException if another user can have put
	 * it there
	 * @throws IOException when it can neither be read nor made
	 */
	public String readOrMake(Supplier<String> secret) throws IOException {
		Path directory = this.path.toAbsolutePath().resolveSibling("");
		PrivateFiles.createDirectories(directory);
		FileOwnership.requireOwn(directory);
		if (Files.notExists(this.path)) {
			make(secret.get());
		}
		PrivateFiles.close(this.path);
		return read();
	}

	/**
	 * Reads it, as it is.
	 * @return its content
	 * @throws IOException when it is not there or cannot be read
	 */
	public String read() throws IOException {
		return Files.readString(this.path, StandardCharsets.UTF_8);
	}

	/**
	 * Reads it, as it is, if it can hold a secret that somebody else made.
	 * @param limit the bytes that it may have
	 * @return its content
	 * @throws IOException when it is not there, is more than that, or is no file; the
	 * message says which
	 */
	public String read(int limit) throws IOException {
		// a pipe would keep its reader waiting, so this looks before it opens
		if (!Files.isRegularFile(this.path)) {
			throw new IOException(this.path + (Files.exists(this.path) ? " is not a file" : " is not there"));
		}
		try (InputStream in = Files.newInputStream(this.path)) {
			byte[] content = in.readNBytes(limit + 1);
			if (content.length > limit) {
				throw new IOException(this.path + " has more than the " + limit + " bytes that it may have");
			}
			return new String(content, StandardCharsets.UTF_8);
		}
		catch (AccessDeniedException ex) {
			throw new IOException(this.path + " may not be read by the user that this service runs as", ex);
		}
	}

	/**
	 * Tells whether others than its owner may read or write it. Where there are no such
	 * permissions, nobody else is taken to.
	 * @return whether they may
	 * @throws IOException when it is not there
	 */
	public boolean isOpenToOthers() throws IOException {
		return PrivateFiles.isOpenToOthers(this.path);
	}

	/**
	 * Tells the same of a key. The group may read a file of root, which is how a mounted
	 * secret and a packaged key are given to a service; PostgreSQL has the same rule for
	 * ssl_key_file.
	 * @return whether others may
	 * @throws IOException when it is not there
	 */
	public boolean isKeyOpenToOthers() throws IOException {
		return PrivateFiles.isKeyOpenToOthers(this.path);
	}

	private void make(String secret) throws IOException {
		Path temporary = this.path.resolveSibling(this.path.getFileName() + "." + ProcessHandle.current().pid());
		Files.deleteIfExists(temporary);
		PrivateFiles.createFile(temporary);
		Files.writeString(temporary, secret, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
		try {
			Files.createLink(this.path, temporary);
		}
		catch (FileAlreadyExistsException ex) {
			// another instance was faster; its secret counts
		}
		catch (UnsupportedOperationException ex) {
			Files.move(temporary, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

}
