package cto.registry.log;

import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.uuid.Generators;
import cto.registry.merkle.CompactRange;
import cto.registry.merkle.Sha256;
import cto.registry.merkle.Tile;
import cto.registry.note.Checkpoint;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.SigningKey;
import cto.registry.record.ApprovalFlags;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.SubmissionStamp;
import cto.registry.testing.TestPacket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Proofs of a log of five records that is not always what was signed.
 */
class ProofsTests {

	private static final int RECORDS = 5;

	private final SigningKey key = SigningKey.of("example.com/log",
			KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());

	private final List<ExecutionRequest> records;

	private final byte[] leaves = new byte[RECORDS * 32];

	private final Signed signed;

	private final Proofs proofs;

	ProofsTests() throws Exception {
		this.records = IntStream.range(0, RECORDS).mapToObj(ProofsTests::record).toList();
		ByteBuffer hashes = ByteBuffer.wrap(this.leaves);
		this.records.forEach((record) -> hashes.put(record.leafHash()));
		this.signed = new Signed(this.key, checkpoint(RECORDS));
		this.proofs = new Proofs(this.signed, new StoredTiles(new JdbcTemplate()) {

			@Override
			public byte[] read(Tile tile) {
				return ByteBuffer.allocate(tile.width() * 32)
					.put(ProofsTests.this.leaves, 0, tile.width() * 32)
					.array();
			}

		});
	}

	@Test
	void areGivenOfWhatWasSigned() {
		assertThat(this.proofs.inclusion(this.records.get(4))).hasValueSatisfying((proof) -> {
			assertThat(proof.hashes()).hasSize(1);
			assertThat(proof.leafHash()).isEqualTo(this.records.get(4).leafHash());
		});
		assertThat(this.proofs.consistency(3, checkpoint(RECORDS))).hasSize(4);
		this.signed.earlier = checkpoint(3);
		assertThat(this.proofs.consistency(3, checkpoint(RECORDS))).hasSize(4);
	}

	@Test
	void areNotGivenOfRecordsWhoseTreeWasChanged() {
		this.leaves[0] ^= 1;
		assertThatThrownBy(() -> this.proofs.inclusion(this.records.get(4)))
			.isInstanceOf(LogInconsistentException.class)
			.hasMessageContaining(this.records.get(4).id() + " is not in the tree");
	}

	@Test
	void areNotGivenOfTreesOfWhichOneWasChanged() {
		SignedCheckpoint latest = checkpoint(RECORDS);
		this.leaves[4 * 32] ^= 1;
		assertThatThrownBy(() -> this.proofs.consistency(3, latest)).isInstanceOf(LogInconsistentException.class)
			.hasMessageContaining("The tree of 5 does not extend that of 3");
	}

	@Test
	void areNotGivenWhereAnEarlierTreeWasSignedWithAnotherRoot() {
		this.signed.earlier = SignedCheckpoint.sign(new Checkpoint("example.com/log", 3, new byte[32]), this.key);
		assertThatThrownBy(() -> this.proofs.consistency(3, checkpoint(RECORDS)))
			.isInstanceOf(LogInconsistentException.class)
			.hasMessageContaining("The tree of 5 does not extend that of 3");
	}

	@Test
	void needACheckpointThatCoversTheRecord() {
		assertThat(this.signed.covering(4)).isPresent();
		assertThat(this.signed.covering(5)).isEmpty();
	}

	private static ExecutionRequest record(int index) {
		TestPacket packet = TestPacket.fresh();
		UUID id = Generators.timeBasedEpochRandomGenerator().generate();
		SubmissionStamp submitted = new SubmissionStamp("alice", Instant.EPOCH, "application/json",
				packet.bytes().length, Sha256.of(packet.bytes()));
		return new ExecutionRequest(index, id, submitted, LogEntry.of(id, submitted, "JP").leafHash(),
				packet.proposal(), ApprovalFlags.NOT_APPROVED);
	}

	private SignedCheckpoint checkpoint(int size) {
		CompactRange range = CompactRange.empty();
		for (int i = 0; i < size; i++) {
			range.append(ByteBuffer.allocate(32).put(this.leaves, i * 32, 32).array());
		}
		return SignedCheckpoint.sign(new Checkpoint("example.com/log", size, range.root()), this.key);
	}

	/** The checkpoints that were signed: the latest one, and one before it or none. */
	private static final class Signed extends Checkpoints {

		private final SignedCheckpoint latest;

		private @Nullable SignedCheckpoint earlier;

		Signed(SigningKey key, SignedCheckpoint latest) {
			super(JdbcClient.create(new JdbcTemplate()), key);
			this.latest = latest;
		}

		@Override
		public Optional<SignedCheckpoint> latest() {
			return Optional.of(this.latest);
		}

		@Override
		public Optional<SignedCheckpoint> ofSize(long size) {
			return Optional.ofNullable(this.earlier);
		}

	}

}
