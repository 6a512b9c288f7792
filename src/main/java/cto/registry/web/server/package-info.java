/**
 * The time that clients may take: for a request's header, and for its body.
 */
@NullMarked
package cto.registry.web.server;

import org.jspecify.annotations.NullMarked;
