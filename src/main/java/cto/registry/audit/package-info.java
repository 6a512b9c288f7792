/**
 * Checks of stored records and of the whole log; {@code /validation}, the workboard and
 * the command {@code audit} use the same list of checks.
 */
@NullMarked
package cto.registry.audit;

import org.jspecify.annotations.NullMarked;
