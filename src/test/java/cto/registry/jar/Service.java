package cto.registry.jar;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import cto.registry.testing.Client;

/**
 * {@code java -jar target/request-registry.jar} in a directory.
 */
public final class Service implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private final Process process;

	private final Path directory;

	private final int port;

	private Service(Process process, Path directory, int port) {
		this.process = process;
		this.directory = directory;
		this.port = port;
	}

	/**
	 * Finds a port.
	 * @return one that nobody listens on, yet
	 */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** Starts the process and does not wait for it. */
	static Service launch(Path directory, int port, String... arguments) throws IOException {
		return launch(directory, port, Map.of(), arguments);
	}

	/** The same, with further variables of the environment. */
	static Service launch(Path directory, int port, Map<String, String> variables, String... arguments)
			throws IOException {
		List<String> command = java();
		command.add("--server.port=" + port);
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out.log").toFile()));
		builder.environment().putAll(variables);
		return new Service(builder.start(), directory, port);
	}

	/**
	 * Starts the process and waits until it answers.
	 * @param directory where it runs, and has its data
	 * @param port where it listens
	 * @param arguments more of them, such as {@code --registry.data-dir=DIR}
	 * @return the service
	 */
	public static Service start(Path directory, int port, String... arguments) throws Exception {
		return launch(directory, port, arguments).awaitAnswer();
	}

	/** Waits until it answers. */
	Service awaitAnswer() throws Exception {
		Instant limit = Instant.now().plus(TIMEOUT);
		while (!answers()) {
			if (!this.process.isAlive() || Instant.now().isAfter(limit)) {
				throw new IllegalStateException("not started: " + output());
			}
			Thread.sleep(100);
		}
		return this;
	}

	/**
	 * Runs a command of the jar to its end.
	 * @return what it wrote
	 */
	static String command(Path directory, String... arguments) throws Exception {
		return command(directory, Map.of(), arguments);
	}

	/** The same, with further variables of the environment. */
	static String command(Path directory, Map<String, String> variables, String... arguments) throws Exception {
		List<String> command = java();
		command.addAll(List.of(arguments));
		return run(directory, variables, command);
	}

	/** The same by a shell, which can give it bytes that this process has no text for. */
	static String shell(Path directory, Map<String, String> variables, String arguments) throws Exception {
		return run(directory, variables,
				List.of("bash", "-c", "exec '" + String.join("' '", java()) + "' " + arguments));
	}

	private static String run(Path directory, Map<String, String> variables, List<String> command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment().putAll(variables);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

	private static List<String> java() {
		// compiled once and quickly: these processes live for seconds
		return new ArrayList<>(List.of(
				System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
				"-XX:TieredStopAtLevel=1", "-jar", Path.of("target/request-registry.jar").toAbsolutePath().toString()));
	}

	Client client() throws IOException {
		return Client.at(this.port).as(Files.readString(this.directory.resolve("registry-data/submit.token")).strip());
	}

	/**
	 * Reads what the process has printed so far.
	 * @return on either stream
	 */
	public String output() throws IOException {
		return Files.readString(this.directory.resolve("out.log"));
	}

	/** The exit code of a service that ends by itself. */
	int exitCode() throws InterruptedException {
		if (!this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("still running");
		}
		return this.process.exitValue();
	}

	/** SIGKILL to the database server and to the service. */
	void killBoth() throws IOException, InterruptedException {
		String server = Files.readAllLines(this.directory.resolve("registry-data/postgres/postmaster.pid")).get(0);
		ProcessHandle.of(Long.parseLong(server.strip())).ifPresent(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().waitFor();
	}

	/** Ends it in order, and waits for that. */
	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

	private boolean answers() {
		try {
			return Client.at(this.port).get("/health").status() == 200;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
