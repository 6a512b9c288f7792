/**
 * The commands: what the jar does beside serving. An edge: nothing imports it but the
 * start.
 */
@NullMarked
package cto.registry.cli;

import org.jspecify.annotations.NullMarked;
