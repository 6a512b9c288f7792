@NullMarked
package cto.registry.startup;

import org.jspecify.annotations.NullMarked;
