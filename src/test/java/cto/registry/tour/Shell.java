package cto.registry.tour;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One bash session. It ends at the first command that fails.
 *
 * @param directory where it runs
 */
record Shell(Path directory) {

	private static final int SECONDS = 240;

	/**
	 * Runs scripts one after the other, so that a variable of one is there in the next.
	 * @param scripts the scripts
	 * @return what each of them printed, on either stream; the last one failed where
	 * {@code exit} is not 0
	 */
	Session run(List<String> scripts) throws IOException, InterruptedException {
		StringBuilder session = new StringBuilder("set -euo pipefail\n");
		for (int i = 0; i < scripts.size(); i++) {
			Files.writeString(this.directory.resolve("step-" + i + ".sh"), scripts.get(i));
			session.append(". ./step-" + i + ".sh </dev/null\nprintf '\\n%s\\n' '" + done(i) + "'\n");
		}
		Path output = this.directory.resolve("output.txt");
		Files.writeString(this.directory.resolve("session.sh"), session);
		ProcessBuilder builder = new ProcessBuilder("bash", "session.sh").directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		// the Java that runs the tests is the one that the steps find
		builder.environment()
			.merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(),
					(path, java) -> java + File.pathSeparator + path);
		Process bash = builder.start();
		if (!bash.waitFor(SECONDS, TimeUnit.SECONDS)) {
			bash.destroyForcibly().waitFor();
			throw new IOException(
					"The session took over " + SECONDS + " s; until then it printed:\n" + Files.readString(output));
		}
		return new Session(bash.exitValue(), printed(Files.readString(output), scripts.size()));
	}

	private static String done(int step) {
		return "----- that was step " + step + " -----";
	}

	private static List<String> printed(String output, int steps) {
		List<String> printed = new ArrayList<>();
		String rest = output;
		for (int i = 0; i < steps; i++) {
			int end = rest.indexOf(done(i));
			if (end < 0) {
				printed.add(rest);
				return printed;
			}
			printed.add(rest.substring(0, end));
			rest = rest.substring(end + done(i).length()).stripLeading();
		}
		return printed;
	}

	/**
	 * How a session went.
	 *
	 * @param exit the exit status
	 * @param printed what the scripts that ran printed, in their order
	 */
	record Session(int exit, List<String> printed) {

		boolean failedAt(int step) {
			return this.exit != 0 && step == this.printed.size() - 1;
		}

	}

}
