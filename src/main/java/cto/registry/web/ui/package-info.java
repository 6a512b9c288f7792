/**
 * The page for people, an edge: files as they are in the source, and nothing about any
 * record.
 */
@NullMarked
package cto.registry.web.ui;

import org.jspecify.annotations.NullMarked;
