package cto.registry.testing;

/**
 * The access tokens of tests.
 */
public final class Tokens {

	/** May submit and read; named alice. */
	public static final String ALICE = "alice-token-for-tests-000000000000000000000";

	/** May submit and read; named bob. */
	public static final String BOB = "bob-token-for-tests-00000000000000000000000";

	/** May read only; named reader. */
	public static final String READER = "reader-token-for-tests-00000000000000000000";

	/** May submit only; named writer. */
	public static final String WRITER = "writer-token-for-tests-00000000000000000000";

	/** May submit only; named hermes-agent. */
	public static final String AGENT = "agent-token-for-tests-000000000000000000000";

	private Tokens() {
	}

}
