/**
 * The packaged service, as a process of its own.
 */
@NullMarked
package cto.registry.jar;

import org.jspecify.annotations.NullMarked;
