/**
 * What the database itself refuses, read back from its catalog and tried.
 */
@NullMarked
package cto.registry.guardrail;

import org.jspecify.annotations.NullMarked;
