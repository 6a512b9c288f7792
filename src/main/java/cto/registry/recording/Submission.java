package cto.registry.recording;

import cto.registry.merkle.Sha256;
import cto.registry.packet.PacketMediaType;
import org.jspecify.annotations.Nullable;

/**
 * A packet as it is posted.
 *
 * @param packet its bytes; not copied, the caller gives them away
 * @param sha256 their SHA-256, 32 bytes
 * @param mediaType what it is said to be
 * @param sender who posts it
 * @param idempotencyKey the sender's key for this request, if it gave one
 */
public record Submission(byte[] packet, byte[] sha256, PacketMediaType mediaType, String sender,
		@Nullable String idempotencyKey) {

	public Submission(byte[] packet, PacketMediaType mediaType, String sender, @Nullable String idempotencyKey) {
		this(packet, Sha256.of(packet), mediaType, sender, idempotencyKey);
	}

}
