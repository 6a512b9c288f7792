/**
 * The commands of the jar, which only the main class imports.
 */
@NullMarked
package cto.registry.cli;

import org.jspecify.annotations.NullMarked;
