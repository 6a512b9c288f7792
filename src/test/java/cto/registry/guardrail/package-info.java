@NullMarked
package cto.registry.guardrail;

import org.jspecify.annotations.NullMarked;
