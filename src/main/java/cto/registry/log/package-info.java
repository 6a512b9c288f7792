/**
 * The log: gives each accepted packet its index and commits it.
 */
@NullMarked
package cto.registry.log;

import org.jspecify.annotations.NullMarked;
