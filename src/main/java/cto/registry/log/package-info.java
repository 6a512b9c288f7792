/**
 * Reading the log: checkpoints, entries, tiles and proofs, and the key that signs them.
 */
@NullMarked
package cto.registry.log;

import org.jspecify.annotations.NullMarked;
