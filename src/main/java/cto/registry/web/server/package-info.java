/**
 * How long a client may take to send a request's header and its body.
 */
@NullMarked
package cto.registry.web.server;

import org.jspecify.annotations.NullMarked;
