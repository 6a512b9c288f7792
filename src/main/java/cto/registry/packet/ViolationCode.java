package cto.registry.packet;

import java.util.Locale;

/**
 * The kinds of rule that a packet can break.
 */
public enum ViolationCode {

	/** A required member is missing. */
	REQUIRED,

	/** A member has a name that the schema does not know. */
	UNKNOWN_MEMBER,

	/** A value is of another JSON type. */
	TYPE,

	/** A string is not of the form that is needed. */
	FORMAT,

	/** A string, or all that is shown of the packet, is too short or too long. */
	LENGTH,

	/** An array or object has too few or too many entries. */
	COUNT,

	/** An item is in a list twice. */
	DUPLICATE,

	/** A value is none of those that are known. */
	UNKNOWN_VALUE,

	/** A plain YAML scalar that some reader takes for something other than text. */
	AMBIGUOUS_SCALAR,

	/** A string contains a credential. */
	SECRET,

	/** The approver is not configured. */
	APPROVER_UNKNOWN,

	/** The target repository is not admitted. */
	REPOSITORY_NOT_ADMITTED,

	/** A path is absolute, of a home directory or of a drive. */
	PATH_NOT_RELATIVE,

	/** A path has the segment {@code ..}. */
	PATH_ESCAPES_REPOSITORY,

	/** A path covers the whole repository. */
	PATH_TOO_BROAD,

	/** A path is not written as paths must be. */
	PATH_INVALID,

	/** A mandatory blocked action is missing. */
	BLOCKED_ACTION_MISSING,

	/** Text that is shown holds control or invisible characters. */
	UNSAFE_CHARACTERS,

	/** The record to supersede does not exist. */
	SUPERSEDED_RECORD_UNKNOWN,

	/** A flag claims something: it is neither false nor another spelling of false. */
	MUST_BE_FALSE;

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * The code as it stands in answers.
	 * @return the name in snake_case, such as {@code path_not_relative}
	 */
	public String value() {
		return this.value;
	}

}
