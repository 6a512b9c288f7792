package cto.registry.web.api;

import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.ExecutionRequests;
import cto.registry.record.RecordJson;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Records as they are served: a record never changes, so its bytes are kept once they are
 * made, as many as a sixteenth of the heap holds. What checks a record reads the database
 * instead.
 */
@Component
class RecordCache {

	private static final int OVERHEAD = 200;

	private final ExecutionRequests records;

	private final RecordJson json;

	private final Cache<UUID, Served> served = Caffeine.newBuilder()
		.maximumWeight(Runtime.getRuntime().maxMemory() / 16)
		.weigher((UUID id, Served record) -> record.body().length + OVERHEAD)
		.build();

	RecordCache(ExecutionRequests records, RecordJson json) {
		this.records = records;
		this.json = json;
	}

	/**
	 * Finds a record.
	 * @param id its id
	 * @return the record as it is served, or empty when there is none
	 */
	Optional<Served> find(UUID id) {
		Served known = this.served.getIfPresent(id);
		return (known != null) ? Optional.of(known) : this.records.findByRecordId(id).map(this::keep);
	}

	/**
	 * Looks only at what is kept.
	 * @param id its id
	 * @return the record as it is served, or null when it would have to be read
	 */
	@Nullable Served cached(UUID id) {
		return this.served.getIfPresent(id);
	}

	/**
	 * Renders a record, and keeps the bytes.
	 * @param record a committed record
	 * @return the record as it is served
	 */
	Served keep(ExecutionRequest record) {
		byte[] body = this.json.write(record);
		Served made = new Served(body, ResponseHeaders.eTag(body));
		this.served.put(record.id(), made);
		return made;
	}

	/**
	 * A record as it is served.
	 *
	 * @param body its JSON
	 * @param eTag its strong entity tag
	 */
	record Served(byte[] body, String eTag) {
	}

}
