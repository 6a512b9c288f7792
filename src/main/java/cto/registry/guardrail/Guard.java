package cto.registry.guardrail;

import org.jspecify.annotations.Nullable;

/**
 * One thing in the database that forces a guarantee, as its catalog shows it.
 *
 * @param name the constraint, trigger, function, setting or privilege
 * @param table what it guards; null where it concerns the whole database
 * @param kind {@code table}, {@code column}, {@code check}, {@code foreign_key},
 * {@code primary_key}, {@code unique}, {@code trigger}, {@code function}, {@code grant},
 * {@code setting}, {@code privilege} or {@code role}
 * @param definition what the catalog says of it; null when it is missing
 * @param intact whether that is exactly what it must be
 * @param detail what is wrong, or null
 */
public record Guard(String name, @Nullable String table, String kind, @Nullable String definition, boolean intact,
		@Nullable String detail) {

}
