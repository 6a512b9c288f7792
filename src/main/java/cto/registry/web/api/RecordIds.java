package cto.registry.web.api;

import java.util.UUID;

import cto.registry.observability.RequestId;

/**
 * Ids of records in paths. What is logged about the request names the record.
 */
final class RecordIds {

	private RecordIds() {
	}

	/**
	 * Reads an id.
	 * @param id a path segment
	 * @return the id
	 * @throws NotFoundException where it can be none
	 */
	static UUID parse(String id) {
		if (!Parameters.isUuid(id)) {
			throw new NotFoundException("The id of a record is a UUID, such as 0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70");
		}
		UUID parsed = UUID.fromString(id);
		RequestId.concerns(parsed);
		return parsed;
	}

	static NotFoundException unknown(String id) {
		return new NotFoundException("No record has the id " + id);
	}

}
