/**
 * Sends requests that read to a replica of the database that has every record of the
 * primary, or to one as it is while the primary is away.
 */
@NullMarked
package cto.registry.replica;

import org.jspecify.annotations.NullMarked;
