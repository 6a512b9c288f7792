package cto.registry.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

	/** Like a service, which ends the requests under way first: until its input ends. */
	private static void end(EmbeddedDatabase database) {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
			database.close();
			System.out.println("stopped");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static void main(String[] args) throws InterruptedException {
		EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), 0);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database)));
		System.out.println("started " + database.pid());
		new CountDownLatch(1).await();
	}

}
