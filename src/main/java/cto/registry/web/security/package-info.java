/**
 * Who may do what: access tokens, roles, and the bind that needs them.
 */
@NullMarked
package cto.registry.web.security;

import org.jspecify.annotations.NullMarked;
