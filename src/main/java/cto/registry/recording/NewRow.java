package cto.registry.recording;

import cto.registry.packet.ApprovalPacket;
import cto.registry.record.ExecutionRequest;

/**
 * A row on its way into the table.
 *
 * @param record the record
 * @param packet its exact bytes
 * @param proposal what they propose
 */
public record NewRow(ExecutionRequest record, byte[] packet, ApprovalPacket proposal) {

	/**
	 * A row of a record that was read.
	 * @param record the record
	 * @param packet its exact bytes
	 */
	public NewRow(ExecutionRequest record, byte[] packet) {
		this(record, packet, record.proposal());
	}

}
