package cto.registry.recording;

import cto.registry.packet.PacketMediaType;
import cto.registry.testing.TestPacket;
import org.jspecify.annotations.Nullable;

/**
 * What intake would hand on.
 */
final class TestSubmissions {

	private TestSubmissions() {
	}

	static PendingSubmission fresh() {
		return of(TestPacket.fresh(), null);
	}

	static PendingSubmission of(TestPacket packet, @Nullable String idempotencyKey) {
		return new PendingSubmission(new Submission(packet.bytes(), PacketMediaType.JSON, "alice", idempotencyKey),
				packet.proposal());
	}

}
