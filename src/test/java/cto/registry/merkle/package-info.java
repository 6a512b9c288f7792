@NullMarked
package cto.registry.merkle;

import org.jspecify.annotations.NullMarked;
