/**
 * Live updates: each record as a server-sent event.
 */
@NullMarked
package cto.registry.web.stream;

import org.jspecify.annotations.NullMarked;
