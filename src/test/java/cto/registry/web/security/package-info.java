@NullMarked
package cto.registry.web.security;

import org.jspecify.annotations.NullMarked;
