package cto.registry.recording;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Recording is frozen: nothing is added to the log until somebody ends it.
 *
 * @param reason why, one line of 1 to 200 characters; whoever posts a packet reads it
 * @param since when it began
 */
public record FreezeState(String reason, Instant since) {

	private static final int MAX_LENGTH = 200;

	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

	/**
	 * Checks the reason.
	 * @throws IllegalArgumentException when it is not one line of 1 to 200 characters
	 */
	public FreezeState {
		requireOneLine(reason);
	}

	/**
	 * Checks a reason.
	 * @param reason what somebody gives as one
	 * @throws IllegalArgumentException when it is not one line of 1 to 200 characters, or
	 * has lost one: it is kept for ever
	 */
	public static void requireReason(String reason) {
		requireOneLine(reason);
		if (reason.indexOf('\uFFFD') >= 0) {
			throw new IllegalArgumentException("The reason has U+FFFD in it, which stands for a character that could "
					+ "not be read; run the command with LC_ALL=C.UTF-8 and write the reason in UTF-8");
		}
	}

	private static void requireOneLine(String reason) {
		int length = reason.codePointCount(0, reason.length());
		if (reason.isBlank() || length > MAX_LENGTH || CONTROL.matcher(reason).find()) {
			throw new IllegalArgumentException("The reason has " + length
					+ " characters or is more than one line; write one line of 1 to " + MAX_LENGTH + " characters");
		}
	}

}
