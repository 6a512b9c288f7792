@NullMarked
package cto.registry.rendering;

import org.jspecify.annotations.NullMarked;
