package cto.registry.startup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and directories that nobody but the service's own user may open: 0600 and 0700.
 * Windows has no such modes; there they get what the user's profile grants.
 */
public final class PrivateFiles {

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private PrivateFiles() {
	}

	public static void createDirectories(Path directory) throws IOException {
		Files.createDirectories(directory, mode("rwx------"));
	}

	public static Path createDirectory(Path parent, String prefix) throws IOException {
		return Files.createTempDirectory(parent, prefix, mode("rwx------"));
	}

	/** Takes back what others may have been given. */
	public static void close(Path path) throws IOException {
		if (POSIX) {
			Files.setPosixFilePermissions(path,
					PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
		}
	}

	/** Creates an empty file; there must be none. */
	static void createFile(Path file) throws IOException {
		Files.createFile(file, mode("rw-------"));
	}

	/** Opens a file to write, and creates it where it is missing. */
	public static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode("rw-------"));
	}

	/** Writes a file whole or not at all, and on disk when this returns. */
	public static void write(Path file, String text) throws IOException {
		Path directory = directoryOf(file);
		Path next = directory.resolve(file.getFileName() + ".next");
		Files.deleteIfExists(next);
		try (FileChannel channel = FileChannel.open(next,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode("rw-------"))) {
			ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
		move(next, file);
	}

	/**
	 * Renames a file or directory, over a file that is there, so that a crash cannot undo
	 * it.
	 */
	public static void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		sync(directoryOf(to));
	}

	/**
	 * Forces a file that is written, or the names in a directory, to disk. Only POSIX can
	 * do that to what is open to be read.
	 */
	public static void sync(Path path) throws IOException {
		if (POSIX) {
			try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	/** Tells whether others than the owner may read or write a file. */
	static boolean isOpenToOthers(Path path) throws IOException {
		return isOpenBeyond("rwx------", path);
	}

	/** The same, but the group may read a file of root. */
	static boolean isKeyOpenToOthers(Path path) throws IOException {
		return isOpenBeyond(FileOwnership.isOfRoot(path) ? "rwxr-----" : "rwx------", path);
	}

	private static boolean isOpenBeyond(String mode, Path path) throws IOException {
		return POSIX && !PosixFilePermissions.fromString(mode).containsAll(Files.getPosixFilePermissions(path));
	}

	public static void deleteTree(Path root) throws IOException {
		if (!Files.exists(root)) {
			return;
		}
		List<Path> paths;
		try (Stream<Path> walk = Files.walk(root)) {
			paths = walk.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path path : paths) {
			Files.deleteIfExists(path);
		}
	}

	private static Path directoryOf(Path file) {
		Path parent = file.getParent();
		if (parent == null) {
			throw new IllegalArgumentException(file + " names no directory; it has to be absolute");
		}
		return parent;
	}

	private static FileAttribute<?>[] mode(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
