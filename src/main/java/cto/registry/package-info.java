/**
 * The request registry: durable, append-only records of governed execution requests.
 */
@NullMarked
package cto.registry;

import org.jspecify.annotations.NullMarked;
