@NullMarked
package cto.registry.web.stream;

import org.jspecify.annotations.NullMarked;
