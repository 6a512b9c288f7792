@NullMarked
package cto.registry.intake;

import org.jspecify.annotations.NullMarked;
