/**
 * Checks before the service starts (database, role, migrations, properties), and the
 * message that is printed if the start fails.
 */
@NullMarked
package cto.registry.startup;

import org.jspecify.annotations.NullMarked;
