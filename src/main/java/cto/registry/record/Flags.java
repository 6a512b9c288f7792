package cto.registry.record;

/**
 * The guardrail columns of a record.
 *
 * @param approvalGranted always false
 * @param executionAllowed always false
 * @param runtimeDefaultActivation always false
 * @param approvalRequired always true
 */
public record Flags(boolean approvalGranted, boolean executionAllowed, boolean runtimeDefaultActivation,
		boolean approvalRequired) {

	/**
	 * The only flags that a record may have: nothing is granted, approval is required.
	 */
	public static final Flags NOT_APPROVED = new Flags(false, false, false, true);

}
