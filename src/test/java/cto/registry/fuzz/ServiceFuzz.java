package cto.registry.fuzz;

import java.util.Objects;

import cto.registry.testing.AnotherService;
import cto.registry.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Fuzz target: any request, sent over TCP to a service that runs in this process, so that
 * what it passes through there guides what is tried next.
 */
public final class ServiceFuzz {

	private static final Tally TALLY = new Tally();

	/** At the end the database is already on its way down. */
	private static final int COMPARED = 500;

	private static int inputs;

	private static @Nullable ServiceTrial trial;

	private ServiceFuzz() {
	}

	/** Jazzer calls it at the start. */
	public static void fuzzerInitialize() {
		TestDatabase database = TestDatabase.fresh();
		AnotherService service = AnotherService.on(database, "--logging.level.root=off",
				"--logging.threshold.console=off");
		trial = new ServiceTrial(service.port(), database, TALLY);
	}

	/**
	 * Tries one input.
	 * @param request any bytes
	 */
	public static void fuzzerTestOneInput(byte[] request) {
		ServiceTrial service = Objects.requireNonNull(trial);
		TALLY.time(request, () -> service.tryOne(request));
		if (++inputs % COMPARED == 0) {
			service.compareRecords();
			TALLY.count("records compared");
		}
	}

	/** Jazzer calls it at the end. */
	public static void fuzzerTearDown() {
		TALLY.write("service");
	}

}
