package cto.registry.recording;

import java.util.UUID;

/**
 * Another record, of other bytes, has this packet id.
 */
public final class PacketIdTakenException extends RuntimeException {

	private final String packetId;

	private final UUID record;

	PacketIdTakenException(String packetId, UUID record) {
		super("packet_id " + packetId, null, false, false);
		this.packetId = packetId;
		this.record = record;
	}

	/**
	 * Returns who has it.
	 * @return the id of the record
	 */
	public UUID record() {
		return this.record;
	}

	/**
	 * Says so to the sender.
	 * @return a sentence that names the record
	 */
	public String sentence() {
		return "packet_id '" + this.packetId + "' belongs to record " + this.record
				+ ", which has other bytes; choose another packet_id";
	}

}
