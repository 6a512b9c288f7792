@NullMarked
package cto.registry.workboard;

import org.jspecify.annotations.NullMarked;
