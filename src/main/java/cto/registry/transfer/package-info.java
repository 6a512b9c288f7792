/**
 * Export of a log to files, and import into an empty registry with the same indices and
 * the same root.
 */
@NullMarked
package cto.registry.transfer;

import org.jspecify.annotations.NullMarked;
