/**
 * The records, one governed execution request each, as they are stored, searched and
 * written as JSON.
 */
@NullMarked
package cto.registry.record;

import org.jspecify.annotations.NullMarked;
