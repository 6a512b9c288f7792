package cto.registry.record;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The JSON form of a record: the same bytes wherever it is shown.
 */
@Component
public class RecordJson {

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Renders a record.
	 * @param record the record
	 * @return UTF-8 JSON; under 512 KiB, because intake bounds what a packet projects
	 */
	public byte[] write(ExecutionRequest record) {
		return this.json.writeValueAsBytes(RecordView.of(record));
	}

}
