/**
 * The embedded database: a real PostgreSQL that the service starts for itself, in a data
 * directory of its own, when it is given no other.
 */
@NullMarked
package cto.registry.embedded;

import org.jspecify.annotations.NullMarked;
