/**
 * The page for people, in a real browser.
 */
@NullMarked
package cto.registry.page;

import org.jspecify.annotations.NullMarked;
