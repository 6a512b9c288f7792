package cto.registry.record;

import org.jspecify.annotations.Nullable;

/**
 * The guardrail columns of a record, as the row has them; null where a row that was
 * tampered with has nothing.
 *
 * @param approvalGranted always false
 * @param executionAllowed always false
 * @param runtimeDefaultActivation always false
 * @param approvalRequired always true
 */
public record ApprovalFlags(@Nullable Boolean approvalGranted, @Nullable Boolean executionAllowed,
		@Nullable Boolean runtimeDefaultActivation, @Nullable Boolean approvalRequired) {

	/**
	 * The only flags that a record may have: nothing is granted, approval is required.
	 */
	public static final ApprovalFlags NOT_APPROVED = new ApprovalFlags(false, false, false, true);

}
