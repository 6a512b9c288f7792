/**
 * Hermes WebUI's side and the registry's: the extension's files, and the token that lets
 * its proxy read.
 */
@NullMarked
package cto.registry.hermes;

import org.jspecify.annotations.NullMarked;
