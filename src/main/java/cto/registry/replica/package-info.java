/**
 * Reading from a server that follows the database, as long as it has caught up.
 */
@NullMarked
package cto.registry.replica;

import org.jspecify.annotations.NullMarked;
