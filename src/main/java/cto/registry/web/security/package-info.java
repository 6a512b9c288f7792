/**
 * Access: tokens, roles, the OpenID issuer, allowed hosts and origins, and rate limits.
 */
@NullMarked
package cto.registry.web.security;

import org.jspecify.annotations.NullMarked;
