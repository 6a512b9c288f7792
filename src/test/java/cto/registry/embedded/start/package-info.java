@NullMarked
package cto.registry.embedded.start;

import org.jspecify.annotations.NullMarked;
