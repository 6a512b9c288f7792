/**
 * Strict reading of approval packets: bytes in, an {@link ApprovalPacket} or faults out.
 * Knows no Spring and no database.
 */
@NullMarked
package cto.registry.packet;

import org.jspecify.annotations.NullMarked;
