/**
 * The records as they are kept and read: one governed execution request each.
 */
@NullMarked
package cto.registry.record;

import org.jspecify.annotations.NullMarked;
