package cto.registry.cli;

/**
 * How an audit is written.
 */
enum AuditFormat {

	/** For people: a line a finding. */
	text {
		@Override
		AuditOutput output(Console console) {
			return new AuditText(console);
		}
	},

	/** For scripts: one JSON object. */
	json {
		@Override
		AuditOutput output(Console console) {
			return new AuditJson(console);
		}
	};

	abstract AuditOutput output(Console console);

}
