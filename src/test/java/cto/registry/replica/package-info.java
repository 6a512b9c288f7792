@NullMarked
package cto.registry.replica;

import org.jspecify.annotations.NullMarked;
