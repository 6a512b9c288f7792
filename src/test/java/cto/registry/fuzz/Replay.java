package cto.registry.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Gives a fuzz target its seeds, and then inputs that were made of them at random. Finds
 * again what was found once; to find more is for {@code drills/fuzz}.
 */
public final class Replay {

	private static final Path SEEDS = Path.of("src/test/resources/fuzz");

	private static final String SIGNS = "[]{},:\"'&*!|>%@\n\\-?# 0=;/";

	private Replay() {
	}

	/**
	 * Runs the target.
	 * @param name the directory of its seeds
	 * @param count how many inputs are made beyond the seeds
	 * @param target throws where something is wrong
	 */
	public static void of(String name, int count, Consumer<byte[]> target) {
		Random random = random(name);
		List<byte[]> seeds = seeds(SEEDS.resolve(name));
		seeds.forEach((one) -> tryOne(one, target));
		for (int i = 0; i < count; i++) {
			tryOne(damaged(seeds, random), target);
		}
	}

	/**
	 * Runs a target that makes something of every input.
	 * @param count how many inputs are made
	 * @param longest the longest of them, in bytes
	 * @param target throws where something is wrong
	 */
	public static void ofNoise(int count, int longest, Consumer<byte[]> target) {
		Random random = random("noise");
		for (int i = 0; i < count; i++) {
			byte[] noise = new byte[random.nextInt(longest + 1)];
			random.nextBytes(noise);
			for (int j = random.nextInt(2); j < noise.length; j += 1 + random.nextInt(2)) {
				noise[j] = (j < 4) ? noise[j] : (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
			}
			tryOne(noise, target);
		}
	}

	private static Random random(String name) {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("Replay of " + name + ", seed " + seed + " (again with -Dtest.seed=" + seed + ")");
		return new Random(seed);
	}

	private static void tryOne(byte[] input, Consumer<byte[]> target) {
		try {
			target.accept(input);
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError("of the input " + new String(input, StandardCharsets.ISO_8859_1), ex);
		}
	}

	/** The beginning of one seed and the end of one, with a byte changed between them. */
	private static byte[] damaged(List<byte[]> seeds, Random random) {
		byte[] first = seeds.get(random.nextInt(seeds.size()));
		byte[] second = random.nextBoolean() ? first : seeds.get(random.nextInt(seeds.size()));
		int cut = random.nextInt(first.length);
		int resume = (first == second) ? Math.min(first.length, Math.max(0, cut + random.nextInt(9) - 3))
				: random.nextInt(second.length);
		ByteArrayOutputStream damaged = new ByteArrayOutputStream();
		damaged.write(first, 0, cut);
		if (random.nextBoolean()) {
			damaged.write(random.nextInt(3) > 0 ? SIGNS.charAt(random.nextInt(SIGNS.length())) : random.nextInt(256));
		}
		damaged.write(second, resume, second.length - resume);
		return damaged.toByteArray();
	}

	private static List<byte[]> seeds(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			List<byte[]> seeds = new ArrayList<>();
			for (Path file : files.sorted().toList()) {
				seeds.add(Files.readAllBytes(file));
			}
			return seeds;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
