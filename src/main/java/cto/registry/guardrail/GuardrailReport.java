package cto.registry.guardrail;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What forces the guarantees, read from the database at one time.
 *
 * @param intact whether every guard and every probe is
 * @param checkedAt when it was read
 * @param databaseRole the role that the service acts as
 * @param guards what the catalog shows
 * @param probes what was tried
 * @param advice what could be closed and guards no record, a sentence each
 */
public record GuardrailReport(boolean intact, Instant checkedAt, DatabaseRole databaseRole, List<Guard> guards,
		List<Probe> probes, List<String> advice) {

	static GuardrailReport of(Instant checkedAt, DatabaseRole role, List<Guard> guards, List<Probe> probes,
			List<String> advice) {
		boolean intact = guards.stream().allMatch(Guard::intact) && probes.stream().allMatch(Probe::intact);
		return new GuardrailReport(intact, checkedAt, role, List.copyOf(guards), List.copyOf(probes),
				List.copyOf(advice));
	}

	/**
	 * Says what is not as it must be.
	 * @return a sentence for each guard and probe, without SQL; empty when intact
	 */
	public List<String> faults() {
		return faults(Guard::fault);
	}

	/**
	 * Says it to those who may put it right.
	 * @return the faults, each with the SQL that undoes it
	 */
	public List<String> faultsAndUndo() {
		return faults((guard) -> guard.fault() + ((guard.undo() != null) ? "; undo it by: " + guard.undo() : ""));
	}

	private List<String> faults(Function<Guard, String> fault) {
		return Stream
			.concat(this.guards.stream().filter((guard) -> !guard.intact()).map(fault),
					this.probes.stream().filter((probe) -> !probe.intact()).map(Probe::fault))
			.toList();
	}

}
