/**
 * The way of a packet in: earlier answer, judgement, guardrails, log.
 */
@NullMarked
package cto.registry.recording;

import org.jspecify.annotations.NullMarked;
