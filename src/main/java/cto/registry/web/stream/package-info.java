/**
 * The other HTTP edge: records as they are made, as server-sent events.
 */
@NullMarked
package cto.registry.web.stream;

import org.jspecify.annotations.NullMarked;
