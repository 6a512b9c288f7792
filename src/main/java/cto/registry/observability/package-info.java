/**
 * What operators see of a running service: the id of each request, how long requests
 * take, what the database holds, and traces where somebody collects them.
 */
@NullMarked
package cto.registry.observability;

import org.jspecify.annotations.NullMarked;
