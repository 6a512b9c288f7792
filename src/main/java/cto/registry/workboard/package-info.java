/**
 * The records by work item; each record is checked when the board is read.
 */
@NullMarked
package cto.registry.workboard;

import org.jspecify.annotations.NullMarked;
