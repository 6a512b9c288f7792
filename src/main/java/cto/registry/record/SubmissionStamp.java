package cto.registry.record;

import java.time.Instant;

/**
 * How a packet came in.
 *
 * @param by who posted it
 * @param at when it was sequenced, in whole microseconds
 * @param mediaType {@code application/json} or {@code application/yaml}
 * @param bytes its size in bytes
 * @param sha256 its digest, 32 bytes
 */
public record SubmissionStamp(String by, Instant at, String mediaType, int bytes, byte[] sha256) {

}
