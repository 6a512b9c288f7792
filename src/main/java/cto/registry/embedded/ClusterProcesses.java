package cto.registry.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The processes of PostgreSQL on a cluster, from the process list of the operating
 * system: {@code postmaster.pid} may be lost, and may name another process.
 */
final class ClusterProcesses {

	private ClusterProcesses() {
	}

	/** The server, and what a killed one has left for a moment; the oldest first. */
	static List<ProcessHandle> of(Path cluster) {
		return ProcessHandle.allProcesses().filter((process) -> isOn(cluster, process, false)).sorted().toList();
	}

	/**
	 * Whether it is a process of PostgreSQL that works in the cluster, or was told to by
	 * an argument.
	 * @param unknown the answer where the system tells neither, as Windows does
	 */
	static boolean isOn(Path cluster, ProcessHandle process, boolean unknown) {
		Path proc = Path.of("/proc", Long.toString(process.pid()));
		ProcessHandle.Info info = process.info();
		// One that has ended but is still listed has neither.
		if (info.command().isEmpty() && info.arguments().isEmpty()) {
			return false;
		}
		if (!info.command().or(() -> line(proc.resolve("comm"))).filter(ClusterProcesses::isPostgres).isPresent()) {
			return false;
		}
		Optional<Path> directory = workingDirectory(proc);
		if (directory.isPresent() && directory.equals(real(cluster))) {
			return true;
		}
		return info.arguments().map((arguments) -> List.of(arguments).contains(cluster.toString())).orElse(unknown);
	}

	private static boolean isPostgres(String command) {
		return String.valueOf(Path.of(command).getFileName()).startsWith("postgres");
	}

	/** Only Linux has it, and only for processes of the same user. */
	private static Optional<Path> workingDirectory(Path proc) {
		return real(proc.resolve("cwd"));
	}

	private static Optional<Path> real(Path path) {
		try {
			return Optional.of(path.toRealPath());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> line(Path file) {
		try {
			return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
