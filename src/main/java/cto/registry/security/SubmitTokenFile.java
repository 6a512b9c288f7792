package cto.registry.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;

import cto.registry.merkle.Sha256;

/**
 * The token that the service makes for its own machine when none is configured.
 */
final class SubmitTokenFile {

	static final String NAME = "submit.token";

	private static final int BYTES = 32;

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private final Path file;

	SubmitTokenFile(Path dataDirectory) {
		this.file = dataDirectory.resolve(NAME);
	}

	Path path() {
		return this.file;
	}

	/**
	 * Reads the token's digest; makes the token first where there is none.
	 * @return the token named {@code local}, which may submit and read
	 */
	SecurityProperties.Token load() throws IOException {
		if (Files.notExists(this.file)) {
			make();
		}
		if (POSIX) {
			Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-------"));
		}
		String token = Files.readString(this.file, StandardCharsets.UTF_8).strip();
		if (token.length() < BYTES) {
			throw new IOException(this.file + " holds no token; delete it, and the next start makes a new one");
		}
		byte[] digest = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
		return new SecurityProperties.Token("local", HexFormat.of().formatHex(digest),
				EnumSet.of(Role.SUBMIT, Role.READ));
	}

	private void make() throws IOException {
		byte[] random = new byte[BYTES];
		new SecureRandom().nextBytes(random);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		Files.createDirectories(this.file.toAbsolutePath().getParent(), ownerOnly("rwx------"));
		Path draft = this.file.resolveSibling(NAME + "." + ProcessHandle.current().pid());
		Files.deleteIfExists(draft);
		Files.createFile(draft, ownerOnly("rw-------"));
		Files.writeString(draft, token + "\n", StandardCharsets.UTF_8, StandardOpenOption.SYNC);
		try {
			Files.createLink(this.file, draft);
		}
		catch (FileAlreadyExistsException ex) {
			// another instance was faster; its token counts
		}
		catch (UnsupportedOperationException ex) {
			Files.move(draft, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private static FileAttribute<?>[] ownerOnly(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
