package cto.registry.workboard;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import cto.registry.audit.RecordValidation;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.ExecutionRequests;
import cto.registry.record.StoredPackets;

import org.springframework.stereotype.Component;

/**
 * Checks records for a page of the board, each once, from what the database holds now.
 * Nothing that was found is kept.
 */
@Component
class RecordChecks {

	/** Validating takes about as long as reading. */
	private static final int MAX_PACKET_BYTES = 8 << 20;

	/** At most 512 KiB each. */
	private static final int SLICE = 25;

	private final ExecutionRequests records;

	private final StoredPackets packets;

	private final RecordValidation validation;

	RecordChecks(ExecutionRequests records, StoredPackets packets, RecordValidation validation) {
		this.records = records;
		this.packets = packets;
		this.validation = validation;
	}

	/**
	 * Checks records in turn, until their packets are more than one page may read.
	 * @param indices log indices
	 * @return what of them was checked, at least the first; empty where a record is gone
	 */
	Map<Long, Optional<BoardRecord>> check(Collection<Long> indices) {
		Map<Long, Optional<BoardRecord>> checked = new HashMap<>();
		List<Long> distinct = List.copyOf(new LinkedHashSet<>(indices));
		long bytes = 0;
		for (int start = 0; start < distinct.size(); start += SLICE) {
			List<Long> slice = distinct.subList(start, Math.min(start + SLICE, distinct.size()));
			Map<Long, ExecutionRequest> rows = this.records.findByLogIndexInOrderByLogIndexDesc(slice)
				.stream()
				.collect(Collectors.toMap(ExecutionRequest::logIndex, Function.identity()));
			for (long index : slice) {
				Optional<ExecutionRequest> row = Optional.ofNullable(rows.get(index));
				bytes += row.map(ExecutionRequest::packetBytes).orElse(0);
				if (bytes > MAX_PACKET_BYTES && !checked.isEmpty()) {
					return checked;
				}
				checked.put(index, row.flatMap(this::check));
			}
		}
		return checked;
	}

	private Optional<BoardRecord> check(ExecutionRequest record) {
		return this.packets.find(record.id())
			.map((packet) -> BoardRecord.of(record, this.validation.of(record, packet)));
	}

}
