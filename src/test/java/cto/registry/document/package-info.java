@NullMarked
package cto.registry.document;

import org.jspecify.annotations.NullMarked;
