package cto.registry.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.security.auth.module.UnixSystem;
import cto.registry.problem.StartupRefusedException;

/**
 * Who can have put what is in a directory that holds a database, a token or a key. What
 * another user planted there would be that user's database superuser, token and log.
 * Windows has neither such owners nor modes; nothing is refused there.
 */
public final class FileOwnership {

	private static final boolean UNIX = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

	private static final Path STATUS = Path.of("/proc/self/status");

	/** The real and the effective user. */
	private static final Pattern USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");

	private static final int ROOT = 0;

	private FileOwnership() {
	}

	/**
	 * Requires that the directory and all that is directly in it belong to the user of
	 * this process or to root, that no other user may write them, and that no symbolic
	 * link leads out of it. A missing directory is accepted.
	 * @param directory the data directory
	 * @throws StartupRefusedException if another user can have put something there
	 * @throws IOException if it cannot be read
	 */
	public static void requireOwn(Path directory) throws IOException {
		if (UNIX && Files.exists(directory)) {
			require(directory.toRealPath(), user());
		}
	}

	/**
	 * Requires the same to read what a service keeps there. Root may read the directory
	 * of a service that runs as another user.
	 * @param directory the data directory
	 * @throws StartupRefusedException if a third user can have put something there
	 * @throws IOException if it cannot be read
	 */
	public static void requireOfOneUser(Path directory) throws IOException {
		if (UNIX && Files.exists(directory)) {
			require(directory.toRealPath(), (user() == ROOT) ? owner(directory.toRealPath()) : user());
		}
	}

	/**
	 * Tells whether a file or directory belongs to the user of this process.
	 * @param path what is there; links are followed
	 * @return false if it belongs to another user, root too
	 * @throws IOException if it is not there
	 */
	public static boolean isOwn(Path path) throws IOException {
		return !UNIX || owner(path.toRealPath()) == user();
	}

	static boolean isOfRoot(Path path) throws IOException {
		return UNIX && owner(path.toRealPath()) == ROOT;
	}

	private static void require(Path directory, long user) throws IOException {
		requireOwner(directory, directory, user);
		requireClosed(directory, directory);
		boolean entered = mode(directory).stream()
			.anyMatch(Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE)::contains);
		try (Stream<Path> children = Files.list(directory)) {
			for (Path child : children.toList()) {
				requireChild(directory, child, user, entered);
			}
		}
	}

	/**
	 * Checks one file or directory in it.
	 * @param entered whether others may enter the directory at all
	 */
	private static void requireChild(Path directory, Path child, long user, boolean entered) throws IOException {
		try {
			requireOwner(directory, child, user);
			if (Files.isSymbolicLink(child)) {
				requireInside(directory, child);
			}
			else if (entered) {
				requireClosed(directory, child);
			}
		}
		catch (NoSuchFileException ex) {
			// the next content of a file, which another instance has just renamed
		}
	}

	private static void requireOwner(Path directory, Path path, long user) throws IOException {
		long owner = owner(path);
		if (owner != user && owner != ROOT) {
			throw refusal(directory,
					String.format(Locale.ROOT,
							"%s belongs to the user '%s', and not to the user with the number %d or to root", path,
							Files.getOwner(path, LinkOption.NOFOLLOW_LINKS), user));
		}
	}

	private static void requireClosed(Path directory, Path path) throws IOException {
		if (mode(path).stream()
			.anyMatch(Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)::contains)) {
			throw refusal(directory, path + " may be written by other users");
		}
	}

	private static void requireInside(Path directory, Path link) throws IOException {
		if (Files.notExists(link) || !link.toRealPath().startsWith(directory)) {
			throw refusal(directory, String.format(Locale.ROOT, "%s is a symbolic link out of it, to %s", link,
					Files.readSymbolicLink(link)));
		}
	}

	private static StartupRefusedException refusal(Path directory, String fault) {
		return new StartupRefusedException(String.format(Locale.ROOT,
				"The data directory %s is not safe to keep a database, a token or a key in: %s.", directory, fault),
				"Another user can have put a database, a token or a key there. Set registry.data-dir (REGISTRY_DATA_DIR) to a "
						+ "directory that is not there yet: the service creates it. If you know who put everything there, "
						+ "use chown and chmod go-w instead, and replace a link by what it leads to.");
	}

	private static Set<PosixFilePermission> mode(Path path) throws IOException {
		return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
	}

	private static long owner(Path path) throws IOException {
		return ((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
	}

	/**
	 * The effective user. UnixSystem answers 0 for a user without an entry in the
	 * password file, as in a container, so on Linux the kernel is asked.
	 * @see <a href=
	 * "https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
	 */
	static long user() throws IOException {
		if (Files.notExists(STATUS)) {
			return new UnixSystem().getUid();
		}
		Matcher ids = USER.matcher(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
		if (!ids.find()) {
			throw new IOException(STATUS + " has no line Uid:");
		}
		return Long.parseLong(ids.group(1));
	}

}
