package cto.registry.packet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A place in a packet, written as a JSON Pointer (RFC 6901).
 */
final class Pointer implements Comparable<Pointer> {

	static final Pointer ROOT = new Pointer(null, "", -1);

	private final @Nullable Pointer parent;

	private final String token;

	private final int index;

	private Pointer(@Nullable Pointer parent, String token, int index) {
		this.parent = parent;
		this.token = token;
		this.index = index;
	}

	Pointer child(String name) {
		return new Pointer(this, name, -1);
	}

	Pointer child(int itemIndex) {
		return new Pointer(this, "", itemIndex);
	}

	/** The name of the member that this is. */
	String name() {
		return this.token;
	}

	/** Whether this place, or one around it, is in a set. */
	boolean isWithin(Set<Pointer> places) {
		for (Pointer place = this; place != null; place = place.parent) {
			if (places.contains(place)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * This place, or the innermost one around it whose pointer is short enough to be
	 * shown.
	 * @param limit the longest pointer allowed, in characters
	 */
	Pointer within(int limit) {
		Pointer shown = ROOT;
		long length = 0;
		for (Pointer step : steps()) {
			length += 1L + step.token.length();
			if (length > limit) {
				return shown;
			}
			shown = step;
		}
		return shown;
	}

	private List<Pointer> steps() {
		Deque<Pointer> steps = new ArrayDeque<>();
		for (Pointer place = this; place.parent != null; place = place.parent) {
			steps.addFirst(place);
		}
		return new ArrayList<>(steps);
	}

	/** By names and, in arrays, by index; an outer place before those in it. */
	@Override
	public int compareTo(Pointer other) {
		List<Pointer> mine = steps();
		List<Pointer> theirs = other.steps();
		for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
			Pointer a = mine.get(i);
			Pointer b = theirs.get(i);
			int order = (a.index != b.index) ? Integer.compare(a.index, b.index) : a.token.compareTo(b.token);
			if (order != 0) {
				return order;
			}
		}
		return Integer.compare(mine.size(), theirs.size());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Pointer pointer && compareTo(pointer) == 0;
	}

	@Override
	public int hashCode() {
		int hash = 0;
		for (Pointer place = this; place != null; place = place.parent) {
			hash = 31 * hash + place.token.hashCode() + place.index;
		}
		return hash;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Pointer step : steps()) {
			text.append('/');
			if (step.index >= 0) {
				text.append(step.index);
			}
			else {
				text.append(step.token.replace("~", "~0").replace("/", "~1"));
			}
		}
		return text.toString();
	}

}
