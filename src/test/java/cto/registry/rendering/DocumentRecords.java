package cto.registry.rendering;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.HarnessCommand;
import cto.registry.packet.ProofPointer;
import cto.registry.packet.TaskShape;
import cto.registry.record.ApprovalFlags;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.SubmissionStamp;
import org.jspecify.annotations.Nullable;

/**
 * Records that no database has.
 */
final class DocumentRecords {

	private static final UUID ID = UUID.fromString("0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70");

	private DocumentRecords() {
	}

	/** A record whose every text comes from elsewhere. */
	static ExecutionRequest of(Supplier<String> line, Supplier<String> lines) {
		return record(new ApprovalPacket("1", line.get(), line.get(), line.get(), List.of(line.get(), line.get()),
				new TaskShape(line.get(), lines.get()), line.get(), line.get(), line.get(),
				List.of(line.get(), line.get()),
				new HarnessCommand(List.of(line.get(), line.get()), line.get(), Map.of(line.get(), line.get())),
				List.of(new ProofPointer(line.get(), line.get(), line.get())), List.of(line.get()), line.get(), ID,
				lines.get()), ApprovalFlags.NOT_APPROVED);
	}

	/** The same record with other texts. */
	static ExecutionRequest with(ExecutionRequest record, UnaryOperator<String> change) {
		ApprovalPacket p = record.proposal();
		HarnessCommand command = p.harnessCommand();
		return record(new ApprovalPacket("1", change.apply(p.packetId()), change.apply(p.title()),
				change.apply(p.requestedBy()), all(p.workItems(), change),
				new TaskShape(change.apply(p.taskShape().name()), change.apply(p.taskShape().summary())),
				maybe(p.backend(), change), change.apply(p.targetRepository()), maybe(p.targetRevision(), change),
				all(p.allowedPaths(), change),
				new HarnessCommand(all(command.argv(), change), maybe(command.workingDirectory(), change),
						command.environment()),
				p.proofPointers()
					.stream()
					.map((pointer) -> new ProofPointer(change.apply(pointer.kind()), change.apply(pointer.ref()),
							maybe(pointer.sha256(), change)))
					.toList(),
				all(p.blockedActions(), change), change.apply(p.approvalRequiredFrom()), p.supersedes(),
				maybe(p.notes(), change)), record.flags());
	}

	static ExecutionRequest record(ApprovalPacket proposal, ApprovalFlags flags) {
		return new ExecutionRequest(41, ID, new SubmissionStamp("local", Instant.parse("2026-11-22T09:20:30.937076Z"),
				"application/json", 1350, new byte[32]), new byte[32], proposal, flags);
	}

	private static List<String> all(List<String> texts, UnaryOperator<String> change) {
		return texts.stream().map(change).toList();
	}

	private static @Nullable String maybe(@Nullable String text, UnaryOperator<String> change) {
		return (text != null) ? change.apply(text) : null;
	}

}
