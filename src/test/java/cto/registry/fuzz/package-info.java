/**
 * What the fuzz targets share, and the one that asks a running service. The others stand
 * beside what they try: {@code PacketFuzz}, {@code TextFuzz}.
 */
@NullMarked
package cto.registry.fuzz;

import org.jspecify.annotations.NullMarked;
