/**
 * The Merkle tree of RFC 6962 and RFC 9162 section 2.1, its C2SP tiles, its proofs and
 * their checks. Knows no storage: hashes come from a {@link cto.registry.merkle.Subtrees}
 * or a {@link cto.registry.merkle.TileReader}. Imports {@code java.*} only.
 */
@NullMarked
package cto.registry.merkle;

import org.jspecify.annotations.NullMarked;
