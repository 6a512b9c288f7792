package cto.registry.recording;

import cto.registry.packet.PacketMediaType;
import org.jspecify.annotations.Nullable;

/**
 * A packet as it arrives, not yet validated.
 *
 * @param packet its bytes; not copied, the caller gives them away
 * @param mediaType what it is said to be
 * @param sender who posts it
 * @param idempotencyKey the sender's key for this request, if it gave one
 */
public record Arrival(byte[] packet, PacketMediaType mediaType, String sender, @Nullable String idempotencyKey) {

}
