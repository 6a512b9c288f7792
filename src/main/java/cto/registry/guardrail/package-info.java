/**
 * The guardrails: what the database enforces, compared with the expected schema and
 * tried.
 */
@NullMarked
package cto.registry.guardrail;

import org.jspecify.annotations.NullMarked;
