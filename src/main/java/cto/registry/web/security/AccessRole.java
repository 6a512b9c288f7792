package cto.registry.web.security;

/**
 * What an access token may do. There is no role that approves.
 */
enum AccessRole {

	/** Record packets. */
	SUBMIT,

	/** Read records. */
	READ

}
