/**
 * One list of checks that a record must pass, whoever asks.
 */
@NullMarked
package cto.registry.audit;

import org.jspecify.annotations.NullMarked;
