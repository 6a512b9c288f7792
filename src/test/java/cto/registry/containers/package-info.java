/**
 * What the container files promise, held against the files themselves.
 */
@NullMarked
package cto.registry.containers;

import org.jspecify.annotations.NullMarked;
