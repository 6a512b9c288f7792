@NullMarked
package cto.registry.start;

import org.jspecify.annotations.NullMarked;
