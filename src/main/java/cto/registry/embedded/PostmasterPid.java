package cto.registry.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of the server on a cluster. A power loss may leave it
 * empty or full of NULs.
 *
 * @param cluster the cluster
 * @param pid the process id, first line, or 0 where it cannot be read
 * @param port the TCP port, fourth line, or 0 where the server had not come so far
 */
record PostmasterPid(Path cluster, long pid, int port) {

	static Optional<PostmasterPid> read(Path cluster) throws IOException {
		try {
			List<String> lines = Files.readAllLines(file(cluster), StandardCharsets.ISO_8859_1);
			return Optional.of(new PostmasterPid(cluster, number(lines, 0), (int) number(lines, 3)));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (FileSystemException ex) {
			return Optional.of(new PostmasterPid(cluster, 0, 0));
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
		return ProcessHandle.of(this.pid)
			.filter(ProcessHandle::isAlive)
			.filter((process) -> ClusterProcesses.isOn(this.cluster, process, true));
	}

	/**
	 * Whether PostgreSQL cannot start beside the file although the server is gone: it
	 * reads nothing in it, or the id of a process that lives.
	 */
	boolean isInTheWay() {
		return this.pid == 0 || ProcessHandle.of(this.pid).isPresent();
	}

	/**
	 * Whether the process has ended but is still listed. PostgreSQL takes it for a live
	 * server, until whoever inherited it looks.
	 */
	boolean isEnding() {
		return ProcessHandle.of(this.pid)
			.filter(ProcessHandle::isAlive)
			.map(ProcessHandle::info)
			.filter((info) -> info.command().isEmpty() && info.arguments().isEmpty())
			.isPresent();
	}

	/**
	 * Whether the server has taken its file away, which is the last thing that it does.
	 */
	boolean isGone() throws IOException {
		return read(this.cluster).filter((now) -> now.pid() == this.pid || now.pid() == 0).isEmpty();
	}

	static Path file(Path cluster) {
		return cluster.resolve("postmaster.pid");
	}

}
