/**
 * The embedded database: a PostgreSQL that the service starts in its own data directory
 * if no other is configured.
 */
@NullMarked
package cto.registry.embedded;

import org.jspecify.annotations.NullMarked;
