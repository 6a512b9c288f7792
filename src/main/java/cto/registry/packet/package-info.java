/**
 * Strict reading and validation of approval packets: bytes in, a {@link ValidationResult}
 * out, without Spring and without a database.
 */
@NullMarked
package cto.registry.packet;

import org.jspecify.annotations.NullMarked;
