/**
 * What tests stand on: real databases, real requests, packets to send.
 */
@NullMarked
package cto.registry.testing;

import org.jspecify.annotations.NullMarked;
