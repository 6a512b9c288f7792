/**
 * Follows the README's tour, command by command, as its reader would.
 */
@NullMarked
package cto.registry.tour;

import org.jspecify.annotations.NullMarked;
