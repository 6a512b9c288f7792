@NullMarked
package cto.registry.text;

import org.jspecify.annotations.NullMarked;
