package cto.registry.rendering;

import java.nio.charset.StandardCharsets;

import cto.registry.record.ExecutionRequest;
import cto.registry.record.RecordJson;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * A record in the forms that people commit and read. The same bytes for the same record.
 */
@Component
public class RecordDocuments {

	/** What every reader, the Hermes proxy among them, lets through. Bytes. */
	static final int LARGEST = 512 * 1024;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final RecordJson json;

	RecordDocuments(RecordJson json) {
		this.json = json;
	}

	/**
	 * Writes a record as YAML.
	 * @param record the record
	 * @return the members of its JSON, in UTF-8
	 * @throws DocumentTooLargeException where it has more than 512 KiB
	 */
	public byte[] yaml(ExecutionRequest record) {
		return bounded("application/yaml", YamlDocument.of(JSON.readTree(this.json.write(record))));
	}

	/**
	 * Writes a record as a planning document in the shape of the PRD.
	 * @param record the record
	 * @return CommonMark with a front matter of YAML, in UTF-8; no text of the packet is
	 * markup in it
	 * @throws DocumentTooLargeException where it has more than 512 KiB
	 */
	public byte[] markdown(ExecutionRequest record) {
		return bounded("text/markdown", new PlanningDocument(record).text().getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] bounded(String form, byte[] document) {
		if (document.length > LARGEST) {
			throw new DocumentTooLargeException(form, document.length, LARGEST);
		}
		return document;
	}

}
