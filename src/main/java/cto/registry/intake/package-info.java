/**
 * The way of a packet in: earlier answer, judgement, guardrails, log.
 */
@NullMarked
package cto.registry.intake;

import org.jspecify.annotations.NullMarked;
