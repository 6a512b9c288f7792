/**
 * RFC 6962 hashing. Imports {@code java.*} only.
 */
@NullMarked
package cto.registry.merkle;

import org.jspecify.annotations.NullMarked;
