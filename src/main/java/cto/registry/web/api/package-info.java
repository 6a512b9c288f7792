/**
 * The HTTP API: routes, parameters, bodies and problems.
 */
@NullMarked
package cto.registry.web.api;

import org.jspecify.annotations.NullMarked;
