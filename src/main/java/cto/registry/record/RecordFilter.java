package cto.registry.record;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a listed record must match; absent members match everything.
 *
 * @param targetRepository the repository's name
 * @param targetRevision the commit it was made for
 * @param workItem a work item it names
 * @param requestedBy who proposes
 * @param submittedBy who posted
 * @param packetId the sender's name for the packet
 * @param packetSha256 the packet's digest, 32 bytes
 * @param supersedes the record it replaces
 * @param submittedAfter earliest time, inclusive
 * @param submittedBefore latest time, exclusive
 * @param words words that title, summary and notes hold between them
 */
public record RecordFilter(@Nullable String targetRepository, @Nullable String targetRevision,
		@Nullable String workItem, @Nullable String requestedBy, @Nullable String submittedBy,
		@Nullable String packetId, byte @Nullable [] packetSha256, @Nullable UUID supersedes,
		@Nullable Instant submittedAfter, @Nullable Instant submittedBefore, @Nullable String words) {

}
