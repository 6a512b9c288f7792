/**
 * Text from outside: which of its characters a person sees, and how it is quoted in a
 * message.
 */
@NullMarked
package cto.registry.text;

import org.jspecify.annotations.NullMarked;
