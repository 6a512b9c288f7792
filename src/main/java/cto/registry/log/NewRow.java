package cto.registry.log;

import cto.registry.packet.ApprovalPacket;
import cto.registry.record.ExecutionRequest;

/**
 * A row on its way into the table.
 *
 * @param record the record
 * @param packet its exact bytes
 * @param proposal what they propose
 */
record NewRow(ExecutionRequest record, byte[] packet, ApprovalPacket proposal) {

	NewRow(ExecutionRequest record, byte[] packet) {
		this(record, packet, record.proposal());
	}

}
