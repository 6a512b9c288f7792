@NullMarked
package cto.registry.embedded;

import org.jspecify.annotations.NullMarked;
