/**
 * Text of others: which of its characters a person sees.
 */
@NullMarked
package cto.registry.text;

import org.jspecify.annotations.NullMarked;
