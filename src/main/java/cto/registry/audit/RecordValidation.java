package cto.registry.audit;

import java.util.ArrayList;
import java.util.List;

import cto.registry.log.LogInconsistentException;
import cto.registry.log.Proofs;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.StoredPacket;

import org.springframework.stereotype.Component;

/**
 * One record checked now: the check list, and whether it is in the signed tree.
 */
@Component
public class RecordValidation {

	private final RecordAudit audit;

	private final Proofs proofs;

	RecordValidation(RecordAudit audit, Proofs proofs) {
		this.audit = audit;
		this.proofs = proofs;
	}

	/**
	 * Checks a record.
	 * @param record the row
	 * @param packet the bytes it was recorded with
	 * @return every check, in a fixed order
	 */
	public ValidationReport of(ExecutionRequest record, StoredPacket packet) {
		List<Check> checks = new ArrayList<>(this.audit.check(record, packet));
		checks.add(inclusion(record));
		return ValidationReport.of(record.id(), record.logIndex(), checks);
	}

	private Check inclusion(ExecutionRequest record) {
		try {
			return this.proofs.inclusion(record)
				.map((proof) -> new Check("inclusion", true,
						"The record is leaf " + record.logIndex() + " of the signed tree of "
								+ proof.checkpoint().checkpoint().size()))
				.orElseGet(() -> new Check("inclusion", false, "No signed tree has the record"));
		}
		catch (LogInconsistentException ex) {
			return new Check("inclusion", false, String.valueOf(ex.getMessage()));
		}
	}

}
