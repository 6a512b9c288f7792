package cto.registry.packet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The violations found so far in one packet. All are counted; as many are kept as an
 * answer of 512 KiB can hold.
 */
final class Violations {

	private static final int KEPT = 500;

	private static final int KEPT_BYTES = 360 * 1024;

	private static final int MAX_POINTER = 1000;

	private final List<Found> found = new ArrayList<>();

	private final Set<Violation> kept = new HashSet<>();

	private final Set<Pointer> closed = new HashSet<>();

	private int count;

	private int bytes;

	private boolean guardrailViolated;

	boolean isEmpty() {
		return this.count == 0;
	}

	void add(Pointer place, ViolationCode code, String detail) {
		add(place, code, () -> detail);
	}

	/** Takes no further violation at a place or inside of it. */
	void close(Pointer place) {
		this.closed.add(place);
	}

	/** Counts the packet as an attempt to claim an approval. */
	void attempt() {
		this.guardrailViolated = true;
	}

	/** As above; the sentence is made only if the violation is kept. */
	void add(Pointer place, ViolationCode code, Supplier<String> sentence) {
		if (!this.closed.isEmpty() && place.isWithin(this.closed)) {
			return;
		}
		if (this.kept.size() >= KEPT || this.bytes >= KEPT_BYTES) {
			this.count++;
			return;
		}
		String detail = sentence.get();
		Pointer shown = place.within(MAX_POINTER);
		Violation fault = new Violation(shown.toString(), code,
				shown.equals(place) ? detail : "(at a member inside, whose pointer is too long to show) " + detail);
		if (this.kept.add(fault)) {
			this.count++;
			this.found.add(new Found(shown, fault));
			this.bytes += jsonBytes(fault.pointer()) + jsonBytes(fault.detail());
		}
	}

	/** What a string takes at most in JSON, where every other character is escaped. */
	private static int jsonBytes(String text) {
		int bytes = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			bytes += (c >= ' ' && c < 0x7f && c != '"' && c != '\\') ? 1 : 6;
		}
		return bytes;
	}

	ValidationResult.Invalid refusal() {
		List<Violation> ordered = this.found.stream()
			.sorted(Comparator.comparing(Found::place).thenComparing((at) -> at.fault().code()))
			.map(Found::fault)
			.toList();
		return new ValidationResult.Invalid(ordered, this.count, this.guardrailViolated);
	}

	private record Found(Pointer place, Violation fault) {
	}

}
