/**
 * The start of the service on its database: what has to hold before it serves, and the
 * sentence that a person reads where it does not.
 */
@NullMarked
package cto.registry.startup;

import org.jspecify.annotations.NullMarked;
