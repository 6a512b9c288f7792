package cto.registry.recording;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cto.registry.record.ExecutionRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of the digests, packet ids and keys of a batch.
 */
final class ExistingRecords {

	private final Map<List<String>, Answer> keys = new HashMap<>();

	private final Map<ByteBuffer, RecordingResult> digests = new HashMap<>();

	private final Map<String, UUID> packetIds = new HashMap<>();

	void add(String sender, String key, byte[] sha256, RecordingResult result) {
		this.keys.put(List.of(sender, key),
				new Answer(RecordingResult.earlier(result.logIndex(), result.id(), result.status()), sha256));
	}

	void add(long logIndex, UUID id, byte[] sha256, String packetId) {
		this.digests.put(ByteBuffer.wrap(sha256), RecordingResult.earlier(logIndex, id, RecordingResult.FOUND));
		this.packetIds.put(packetId, id);
	}

	void add(ExecutionRequest record, String packetId) {
		add(record.logIndex(), record.id(), record.packetSha256(), packetId);
	}

	@Nullable Answer byKey(String sender, @Nullable String key) {
		return (key != null) ? this.keys.get(List.of(sender, key)) : null;
	}

	@Nullable RecordingResult byDigest(byte[] sha256) {
		return this.digests.get(ByteBuffer.wrap(sha256));
	}

	@Nullable UUID byPacketId(String packetId) {
		return this.packetIds.get(packetId);
	}

	/**
	 * What a key was first answered with.
	 *
	 * @param result the result
	 * @param sha256 the digest of the bytes it was for
	 */
	record Answer(RecordingResult result, byte[] sha256) {
	}

}
