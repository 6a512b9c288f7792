/**
 * The write path: a packet is validated, and an accepted one is queued, looked up under
 * the log's lock and, if it is new and the guardrails are intact, recorded.
 */
@NullMarked
package cto.registry.recording;

import org.jspecify.annotations.NullMarked;
