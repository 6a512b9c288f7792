@NullMarked
package cto.registry.stream;

import org.jspecify.annotations.NullMarked;
