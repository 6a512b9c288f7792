/**
 * The problem types (RFC 9457), the exceptions that carry one, and the refusal to start.
 */
@NullMarked
package cto.registry.problem;

import org.jspecify.annotations.NullMarked;
