package cto.registry.guardrail;

import org.jspecify.annotations.Nullable;

/**
 * One thing in the database that forces a guarantee, as its catalog shows it.
 *
 * @param name the constraint, trigger, function, setting, grantee or privilege, quoted as
 * SQL wants it
 * @param table what it guards; null where it concerns the whole database
 * @param kind {@code table}, {@code column}, {@code check}, {@code foreign_key},
 * {@code primary_key}, {@code unique}, {@code trigger}, {@code rule}, {@code policy},
 * {@code child}, {@code function}, {@code grant}, {@code setting}, {@code privilege} or
 * {@code role}
 * @param definition what the catalog says of it; null when it is missing
 * @param intact whether that is exactly what it must be
 * @param detail what is wrong, or null
 * @param undo the statements that put it right and lose no record, or null where it is
 * right or none are known
 */
public record Guard(String name, @Nullable String table, String kind, @Nullable String definition, boolean intact,
		@Nullable String detail, @Nullable String undo) {

	/** The detail of what is too much. */
	static final String ADDED = "not expected here";

	/**
	 * Says what is wrong, for people who may not see the database: without SQL.
	 * @return such as {@code view registry.bi_v was added}
	 */
	String fault() {
		return switch (this.kind) {
			case "privilege", "role" -> String.valueOf(this.detail);
			case "setting" -> "setting " + this.name + " is " + this.definition + " (" + this.detail + ")";
			case "grant" -> "grant" + ((this.definition != null) ? " of " + this.definition : "") + " on registry."
					+ this.table + " to " + this.name + change();
			default -> subject() + change();
		};
	}

	private String subject() {
		if (this.kind.equals("table")) {
			// the definition begins with what it is: a table, a view
			String what = (this.definition != null) ? this.definition.split(",", 2)[0] : this.kind;
			return what + " registry." + this.name;
		}
		String what = this.kind.replace('_', ' ') + " " + this.name;
		return (this.table != null) ? what + " of registry." + this.table : what;
	}

	private String change() {
		return (this.definition == null) ? " is missing" : ADDED.equals(this.detail) ? " was added" : " was altered";
	}

}
