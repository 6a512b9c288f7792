/**
 * The records by work item, each checked when somebody asks.
 */
@NullMarked
package cto.registry.workboard;

import org.jspecify.annotations.NullMarked;
