@NullMarked
package cto.registry.packet;

import org.jspecify.annotations.NullMarked;
