/**
 * Tests of what operators see: metrics, logs, request ids, traces.
 */
@NullMarked
package cto.registry.observability;

import org.jspecify.annotations.NullMarked;
