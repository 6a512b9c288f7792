package cto.registry.packet;

import org.jspecify.annotations.Nullable;

/**
 * Where a piece of evidence stands.
 *
 * @param kind {@code file}, {@code url}, {@code commit} or {@code record}
 * @param ref the path, URL, commit id or record id, 1 to 2000 characters
 * @param sha256 the SHA-256 of what it names, 64 lower-case hexadecimal digits
 */
public record ProofPointer(String kind, String ref, @Nullable String sha256) {

}
