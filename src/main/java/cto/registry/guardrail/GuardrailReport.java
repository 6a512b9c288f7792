package cto.registry.guardrail;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What forces the guarantees, read from the database at one time.
 *
 * @param intact whether every guard and every probe is
 * @param checkedAt when it was read
 * @param databaseRole the role that the service acts as
 * @param guards what the catalog shows
 * @param probes what was tried
 */
public record GuardrailReport(boolean intact, Instant checkedAt, DatabaseRole databaseRole, List<Guard> guards,
		List<Probe> probes) {

	static GuardrailReport of(Instant checkedAt, DatabaseRole role, List<Guard> guards, List<Probe> probes) {
		boolean intact = guards.stream().allMatch(Guard::intact) && probes.stream().allMatch(Probe::intact);
		return new GuardrailReport(intact, checkedAt, role, List.copyOf(guards), List.copyOf(probes));
	}

	/**
	 * Names what is not as it must be.
	 * @return guard names and probe attempts, empty when intact
	 */
	public List<String> broken() {
		return Stream
			.concat(this.guards.stream().filter((guard) -> !guard.intact()).map(Guard::name),
					this.probes.stream().filter((probe) -> !probe.intact()).map(Probe::attempt))
			.toList();
	}

}
