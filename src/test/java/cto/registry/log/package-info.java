@NullMarked
package cto.registry.log;

import org.jspecify.annotations.NullMarked;
