@NullMarked
package cto.registry.note;

import org.jspecify.annotations.NullMarked;
