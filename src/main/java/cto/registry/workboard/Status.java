package cto.registry.workboard;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the checks say. None of it is an approval.
 */
public enum Status {

	/** Every check of every record passed. */
	VALIDATED,

	/** At least one check did not pass. */
	FAILED,

	/**
	 * Every check on this page passed, and the work item has more records than a page.
	 */
	PARTIAL;

	/**
	 * Returns the name that clients see.
	 * @return lower case
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
