@NullMarked
package cto.registry.api;

import org.jspecify.annotations.NullMarked;
