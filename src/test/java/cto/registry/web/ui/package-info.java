/**
 * The page for people, in a real browser.
 */
@NullMarked
package cto.registry.web.ui;

import org.jspecify.annotations.NullMarked;
