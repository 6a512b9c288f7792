package cto.registry.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * Another record, of other bytes, has this packet id.
 */
public final class PacketIdTakenException extends ProblemException {

	private final UUID record;

	PacketIdTakenException(String packetId, UUID record) {
		super(ProblemType.PACKET_ID_CONFLICT, "packet_id '" + packetId + "' belongs to record " + record
				+ ", which has other bytes; choose another packet_id");
		this.record = record;
	}

	/**
	 * Returns who has it.
	 * @return the id of the record
	 */
	public UUID record() {
		return this.record;
	}

	@Override
	public Map<String, Object> members() {
		Map<String, Object> member = new LinkedHashMap<>();
		member.put("id", this.record);
		member.put("href", "/api/v1/execution-requests/" + this.record);
		return Map.of("record", member);
	}

}
