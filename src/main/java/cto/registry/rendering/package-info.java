/**
 * A record as a document: YAML, and Markdown in the shape of the PRD.
 */
@NullMarked
package cto.registry.rendering;

import org.jspecify.annotations.NullMarked;
