@NullMarked
package cto.registry.security;

import org.jspecify.annotations.NullMarked;
