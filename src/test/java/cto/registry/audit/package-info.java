@NullMarked
package cto.registry.audit;

import org.jspecify.annotations.NullMarked;
