package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of the server on a cluster.
 *
 * @param cluster the cluster
 * @param pid the process id, first line
 * @param port the TCP port, fourth line, or 0 where the server had not come so far
 */
record PostmasterPid(Path cluster, long pid, int port) {

	static Optional<PostmasterPid> read(Path cluster) throws IOException {
		try {
			List<String> lines = Files.readAllLines(file(cluster));
			return Optional.of(new PostmasterPid(cluster, number(lines, 0), (int) number(lines, 3)));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	private static long number(List<String> lines, int index) {
		String line = (index < lines.size()) ? lines.get(index).strip() : "";
		return line.matches("[0-9]{1,9}") ? Long.parseLong(line) : 0;
	}

	/**
	 * The server, if that process lives and is one on this cluster: a process id is used
	 * again after a crash, and may by now be anybody's.
	 */
	Optional<ProcessHandle> process() {
		return ProcessHandle.of(this.pid).filter(ProcessHandle::isAlive).filter((process) -> isServer(process.info()));
	}

	/**
	 * Whether the process id is now known to be another's. A server that is dead, or
	 * whose command cannot be read, is left to PostgreSQL, which knows how to look at its
	 * shared memory.
	 */
	boolean isReused() {
		return ProcessHandle.of(this.pid)
			.filter(ProcessHandle::isAlive)
			.map(ProcessHandle::info)
			.filter((info) -> info.command().isPresent() && !isServer(info))
			.isPresent();
	}

	/**
	 * Whether the server has taken its file away, which is the last thing that it does.
	 */
	boolean isGone() throws IOException {
		return read(this.cluster).filter((now) -> now.pid() == this.pid).isEmpty();
	}

	private boolean isServer(ProcessHandle.Info info) {
		boolean postgres = info.command()
			.map((command) -> String.valueOf(Path.of(command).getFileName()).startsWith("postgres"))
			.orElse(false);
		// Windows does not tell the arguments.
		boolean here = info.arguments()
			.map((arguments) -> Arrays.asList(arguments).contains(this.cluster.toString()))
			.orElse(true);
		return postgres && here;
	}

	static Path file(Path cluster) {
		return cluster.resolve("postmaster.pid");
	}

}
