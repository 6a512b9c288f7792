package cto.registry.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts what a fuzz target saw, and says it at the end: what came how often, the slowest
 * input, the most of the heap that was in use.
 */
public final class Tally {

	private static final int WARM = 1000;

	private static final int MEBIBYTE = 1024 * 1024;

	private final Map<String, Long> seen = new TreeMap<>();

	private long inputs;

	private long slowest;

	private long heap;

	private byte[] slowestInput = new byte[0];

	/**
	 * Counts one thing.
	 * @param what such as {@code accepted}
	 */
	public synchronized void count(String what) {
		this.seen.merge(what, 1L, Long::sum);
	}

	/**
	 * Does what has to be done with one input, and takes its time.
	 * @param input the input
	 * @param trial what is done; what it throws is a finding
	 */
	public void time(byte[] input, Runnable trial) {
		long start = System.nanoTime();
		trial.run();
		long nanos = System.nanoTime() - start;
		this.inputs++;
		Runtime machine = Runtime.getRuntime();
		this.heap = Math.max(this.heap, machine.totalMemory() - machine.freeMemory());
		// what is slow of itself is slow again, and of the first ones it is the machine
		if (this.inputs > WARM && nanos > this.slowest) {
			long again = System.nanoTime();
			trial.run();
			nanos = Math.min(nanos, System.nanoTime() - again);
			this.slowestInput = (nanos > this.slowest) ? input.clone() : this.slowestInput;
			this.slowest = Math.max(nanos, this.slowest);
		}
	}

	/** How often something was counted. */
	public synchronized long of(String what) {
		return this.seen.getOrDefault(what, 0L);
	}

	/**
	 * Writes the figures as JSON into the directory that the system property
	 * {@code fuzz.figures} names, beside the slowest input.
	 * @param target the name of the files
	 */
	public synchronized void write(String target) {
		String directory = System.getProperty("fuzz.figures");
		if (directory == null) {
			return;
		}
		String counts = this.seen.entrySet()
			.stream()
			.map((entry) -> "\"" + entry.getKey() + "\": " + entry.getValue())
			.collect(Collectors.joining(", "));
		String json = """
				{"inputs": %d, "slowest_ms": %d, "slowest_bytes": %d, "heap_mib": %d, "heap_limit_mib": %d, "seen": {%s}}
				"""
			.formatted(this.inputs, this.slowest / 1_000_000, this.slowestInput.length, this.heap / MEBIBYTE,
					Runtime.getRuntime().maxMemory() / MEBIBYTE, counts);
		try {
			Files.writeString(Path.of(directory, target + ".json"), json);
			Files.write(Path.of(directory, target + ".slowest"), this.slowestInput);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
