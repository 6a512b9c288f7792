@NullMarked
package cto.registry.cli;

import org.jspecify.annotations.NullMarked;
