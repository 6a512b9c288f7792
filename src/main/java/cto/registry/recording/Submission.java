package cto.registry.recording;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.PacketMediaType;
import org.jspecify.annotations.Nullable;

/**
 * An accepted packet that has no index yet.
 *
 * @param packet the exact bytes; not copied, the caller gives them away
 * @param sha256 their SHA-256, 32 bytes
 * @param mediaType what they were posted as
 * @param proposal what they propose
 * @param sender who posted them
 * @param idempotencyKey the sender's key for this request, if it gave one
 */
public record Submission(byte[] packet, byte[] sha256, PacketMediaType mediaType, ApprovalPacket proposal,
		String sender, @Nullable String idempotencyKey) {

}
