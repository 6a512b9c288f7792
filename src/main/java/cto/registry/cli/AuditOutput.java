package cto.registry.cli;

import cto.registry.audit.AuditSummary;
import cto.registry.audit.Finding;

/**
 * Takes what an audit finds, as it is found, and then what it saw in all.
 */
interface AuditOutput extends AutoCloseable {

	void finding(Finding finding);

	void summary(AuditSummary summary, long findings);

	@Override
	void close();

}
