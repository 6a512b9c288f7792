@NullMarked
package cto.registry.architecture;

import org.jspecify.annotations.NullMarked;
