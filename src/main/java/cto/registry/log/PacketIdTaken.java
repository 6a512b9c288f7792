package cto.registry.log;

import java.util.UUID;

/**
 * Another record, of other bytes, has this packet id.
 */
public final class PacketIdTaken extends RuntimeException {

	private final String packetId;

	private final UUID record;

	PacketIdTaken(String packetId, UUID record) {
		super("packet_id '" + packetId + "' belongs to record " + record, null, false, false);
		this.packetId = packetId;
		this.record = record;
	}

	/**
	 * Returns the contested name.
	 * @return the packet id
	 */
	public String packetId() {
		return this.packetId;
	}

	/**
	 * Returns who has it.
	 * @return the id of the record
	 */
	public UUID record() {
		return this.record;
	}

}
