/**
 * Metrics of requests and of the database, request ids, and traces if an endpoint for
 * them is configured.
 */
@NullMarked
package cto.registry.observability;

import org.jspecify.annotations.NullMarked;
