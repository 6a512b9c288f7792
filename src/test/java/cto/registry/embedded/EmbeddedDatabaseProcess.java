package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A service of which nothing is left but its embedded database, in a process that a test
 * can kill.
 */
final class EmbeddedDatabaseProcess {

	private EmbeddedDatabaseProcess() {
	}

	static Process launch(Path dataDir, Path output) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), EmbeddedDatabaseProcess.class.getName(), dataDir.toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
	}

	public static void main(String[] args) throws InterruptedException {
		EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), 0);
		System.out.println("started " + database.pid());
		new CountDownLatch(1).await();
	}

}
