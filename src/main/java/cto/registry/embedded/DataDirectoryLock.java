package cto.registry.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.PrivateFiles;
import org.jspecify.annotations.Nullable;

/**
 * The hold of one process on a data directory. The operating system lets go of it when
 * the process ends, however it ends.
 */
final class DataDirectoryLock {

	/**
	 * What this process holds. It has to be asked first, because on POSIX to close a
	 * second channel on the file would lose the lock of the first.
	 */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final DataDirectory directory;

	private final FileChannel channel;

	private DataDirectoryLock(DataDirectory directory, FileChannel channel) {
		this.directory = directory;
		this.channel = channel;
	}

	/**
	 * Takes hold of the directory.
	 * @return the hold, or null if another process or this one has it
	 */
	static @Nullable DataDirectoryLock tryAcquire(DataDirectory directory) throws IOException {
		if (!HELD.add(directory.path())) {
			return null;
		}
		FileChannel channel = null;
		try {
			channel = lock(directory);
			if (channel != null) {
				PrivateFiles.write(directory.lockHolder(), ProcessHandle.current().pid() + "\n");
				return new DataDirectoryLock(directory, channel);
			}
			return null;
		}
		finally {
			if (channel == null) {
				HELD.remove(directory.path());
			}
		}
	}

	private static @Nullable FileChannel lock(DataDirectory directory) throws IOException {
		FileChannel channel = PrivateFiles.open(directory.lock());
		FileLock lock = channel.tryLock();
		if (lock == null) {
			channel.close();
			return null;
		}
		return channel;
	}

	void release() throws IOException {
		Files.deleteIfExists(this.directory.lockHolder());
		this.channel.close();
		HELD.remove(this.directory.path());
	}

	private static String holder(DataDirectory directory) {
		if (HELD.contains(directory.path())) {
			return String.format(Locale.ROOT, "this process (%d)", ProcessHandle.current().pid());
		}
		try {
			String pid = Files.readString(directory.lockHolder(), StandardCharsets.ISO_8859_1).strip();
			return "process " + (pid.matches("[0-9]+") ? pid : "unknown");
		}
		catch (IOException ex) {
			return "process unknown";
		}
	}

	/** Says who has it. */
	static StartupRefusedException taken(DataDirectory directory) {
		return new StartupRefusedException(
				String.format(Locale.ROOT, "The data directory %s is in use by another request registry: %s.",
						directory.path(), holder(directory)),
				"Use the one that runs, or stop it first, or set registry.data-dir (REGISTRY_DATA_DIR) to another "
						+ "directory.");
	}

}
