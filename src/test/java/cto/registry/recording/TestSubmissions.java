package cto.registry.recording;

import cto.registry.merkle.Sha256;
import cto.registry.packet.PacketMediaType;
import cto.registry.testing.TestPacket;
import org.jspecify.annotations.Nullable;

/**
 * What intake would hand on.
 */
final class TestSubmissions {

	private TestSubmissions() {
	}

	static Submission fresh() {
		return of(TestPacket.fresh(), null);
	}

	static Submission of(TestPacket packet, @Nullable String idempotencyKey) {
		return new Submission(packet.bytes(), Sha256.of(packet.bytes()), PacketMediaType.JSON, packet.proposal(),
				"alice", idempotencyKey);
	}

}
