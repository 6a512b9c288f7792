/**
 * The page for people, served as static files; it has no data of any record.
 */
@NullMarked
package cto.registry.web.ui;

import org.jspecify.annotations.NullMarked;
