package cto.registry.guardrail;

import org.jspecify.annotations.Nullable;

/**
 * One forbidden thing that was tried, in a transaction that was rolled back.
 *
 * @param attempt what was tried
 * @param refused whether the database refused it
 * @param by the constraint, trigger or privilege that did
 * @param intact whether it was refused, and by what must refuse it
 */
public record Probe(String attempt, boolean refused, @Nullable String by, boolean intact) {

	/** Says what is wrong. */
	String fault() {
		return this.refused ? "'" + this.attempt + "' was refused, but not by the rule that must refuse it"
				: "'" + this.attempt + "' was not refused";
	}

}
