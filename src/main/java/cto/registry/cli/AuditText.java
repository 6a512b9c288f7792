package cto.registry.cli;

import java.util.Locale;

import cto.registry.audit.AuditSummary;
import cto.registry.audit.Finding;

/**
 * An audit for people.
 */
final class AuditText implements AuditOutput {

	private final Console console;

	AuditText(Console console) {
		this.console = console;
	}

	@Override
	public void finding(Finding finding) {
		String id = (finding.id() != null) ? " (" + finding.id() + ")" : "";
		String where = (finding.logIndex() != null) ? "record " + finding.logIndex() + id : "log";
		this.console.print(where + ": " + finding.check() + ": " + finding.detail());
	}

	@Override
	public void summary(AuditSummary summary, long findings) {
		this.console
			.print(String.format(Locale.ROOT, "Audited %d records, %d full tiles and %d checkpoints; the root is %s",
					summary.records(), summary.tiles(), summary.checkpoints(), summary.rootHash()));
		this.console.print((findings == 0) ? "No findings: every record is what was posted, and none is an approval"
				: findings + ((findings == 1) ? " finding" : " findings"));
	}

	@Override
	public void close() {
		this.console.flush();
	}

}
