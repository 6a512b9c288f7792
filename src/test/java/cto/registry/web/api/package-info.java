@NullMarked
package cto.registry.web.api;

import org.jspecify.annotations.NullMarked;
