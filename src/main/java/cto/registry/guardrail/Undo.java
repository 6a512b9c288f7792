package cto.registry.guardrail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The statements that bring a part of the schema back to what it must be. A superuser may
 * run each, and {@code registry_owner} those that concern the schema. None removes a
 * record or a table: what was added as a table is moved to another schema.
 *
 * @param key what it is
 * @param expected its definition as it must be; null if it must not be there
 * @param found its definition as it is; null if it is missing
 */
record Undo(ExpectedSchema.Key key, @Nullable String expected, @Nullable String found) {

	/** Type, whether it may be NULL, and its default. */
	private static final Pattern COLUMN = Pattern.compile("(.+?)( NOT NULL)?(?: DEFAULT (.+))?");

	/**
	 * Writes the statements.
	 * @param connectedAs the service's role in its database, as {@code ALTER ROLE} has it
	 * @return one or more, or null if there are none that are safe to run unread
	 */
	@Nullable String statements(String connectedAs) {
		String name = this.key.name();
		return switch (this.key.kind()) {
			case "setting" -> setting(connectedAs);
			case "table" -> (this.found == null) ? null : table(this.found);
			case "column" -> column();
			case "check", "foreign_key", "primary_key", "unique" -> constraint();
			case "trigger" -> (this.expected == null) ? "DROP TRIGGER " + name + on()
					: this.expected.replaceFirst("^CREATE ", "CREATE OR REPLACE ") + "; " + alterTable()
							+ "ENABLE ALWAYS TRIGGER " + name;
			case "rule", "policy" -> "DROP " + this.key.kind().toUpperCase(Locale.ROOT) + " " + name + on();
			case "child" -> "ALTER TABLE " + name + " NO INHERIT registry." + this.key.table();
			case "function" -> (this.expected == null) ? "DROP FUNCTION " + name : null;
			case "grant" -> grant();
			case "execute" -> execute();
			default -> null;
		};
	}

	private @Nullable String setting(String connectedAs) {
		return switch (this.key.name()) {
			case "fsync", "full_page_writes" ->
				"ALTER SYSTEM SET " + this.key.name() + " = " + this.expected + "; SELECT pg_reload_conf()";
			default -> "ALTER ROLE " + connectedAs + " SET " + this.key.name() + " = " + this.expected;
		};
	}

	private String table(String is) {
		String name = "registry." + this.key.name();
		String what = is.split(",", 2)[0];
		if (this.expected == null) {
			return what.endsWith("view") || what.startsWith("foreign")
					? "DROP " + what.toUpperCase(Locale.ROOT) + " " + name
					: "ALTER TABLE " + name + " SET SCHEMA public";
		}
		return "ALTER TABLE " + name + " SET LOGGED; ALTER TABLE " + name + " DISABLE ROW LEVEL SECURITY";
	}

	private @Nullable String column() {
		String name = this.key.name();
		if (this.expected == null) {
			return alterTable() + "DROP COLUMN " + name;
		}
		Matcher must = COLUMN.matcher(this.expected);
		Matcher is = COLUMN.matcher(String.valueOf(this.found));
		if (!must.matches() || !is.matches() || !must.group(1).equals(is.group(1))) {
			return null;
		}
		return alterTable() + "ALTER " + name + ((must.group(2) != null) ? " SET" : " DROP") + " NOT NULL, ALTER "
				+ name + ((must.group(3) != null) ? " SET DEFAULT " + must.group(3) : " DROP DEFAULT");
	}

	private String constraint() {
		String name = this.key.name();
		if (this.expected == null) {
			return alterTable() + "DROP CONSTRAINT " + name;
		}
		// the line breaks of the definition are written as escapes
		String definition = this.expected.replace("'\\n'", "E'\\n'");
		return alterTable() + ((this.found != null) ? "DROP CONSTRAINT " + name + ", " : "") + "ADD CONSTRAINT " + name
				+ " " + definition;
	}

	private String grant() {
		String grantee = this.key.name();
		if (this.expected == null) {
			// it may go on reading
			return "REVOKE " + String.valueOf(this.found).replace(" WITH GRANT OPTION", "") + on() + " FROM " + grantee
					+ " CASCADE";
		}
		return "REVOKE ALL" + on() + " FROM " + grantee + " CASCADE; GRANT SELECT, " + this.expected + on() + " TO "
				+ grantee;
	}

	private @Nullable String execute() {
		String on = " ON FUNCTION " + this.key.name();
		return (this.expected == null) ? null
				: ((this.found != null) ? "REVOKE ALL" + on + " FROM " + this.found + "; " : "") + "GRANT EXECUTE" + on
						+ " TO " + this.expected;
	}

	private String on() {
		return " ON registry." + this.key.table();
	}

	private String alterTable() {
		return "ALTER TABLE registry." + this.key.table() + " ";
	}

}
