package cto.registry.cli;

import cto.registry.audit.AuditSummary;
import cto.registry.audit.Finding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An audit as one JSON object, written as it goes.
 */
final class AuditJson implements AuditOutput {

	private final JsonGenerator json;

	AuditJson(Console console) {
		this.json = JsonMapper.builder()
			.disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
			.build()
			.createGenerator(console.out());
		this.json.writeStartObject();
		this.json.writeArrayPropertyStart("findings");
	}

	@Override
	public void finding(Finding finding) {
		this.json.writeStartObject();
		if (finding.logIndex() != null) {
			this.json.writeNumberProperty("log_index", finding.logIndex());
		}
		if (finding.id() != null) {
			this.json.writeStringProperty("id", finding.id().toString());
		}
		this.json.writeStringProperty("check", finding.check());
		this.json.writeStringProperty("detail", finding.detail());
		this.json.writeEndObject();
	}

	@Override
	public void summary(AuditSummary summary, long findings) {
		this.json.writeEndArray();
		this.json.writeBooleanProperty("clean", findings == 0);
		this.json.writeNumberProperty("findings_total", findings);
		this.json.writeNumberProperty("records", summary.records());
		this.json.writeNumberProperty("tiles", summary.tiles());
		this.json.writeNumberProperty("checkpoints", summary.checkpoints());
		this.json.writeStringProperty("root_hash", summary.rootHash());
		this.json.writeEndObject();
		this.json.writeRaw('\n');
	}

	@Override
	public void close() {
		this.json.close();
	}

}
