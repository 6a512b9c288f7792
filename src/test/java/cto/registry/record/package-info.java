@NullMarked
package cto.registry.record;

import org.jspecify.annotations.NullMarked;
