/**
 * What the log signs and how it is written down: C2SP signed-note, tlog-checkpoint and
 * tlog-proof. Imports {@code java.*} and {@code merkle} only.
 */
@NullMarked
package cto.registry.note;

import org.jspecify.annotations.NullMarked;
