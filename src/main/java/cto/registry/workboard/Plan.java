package cto.registry.workboard;

import java.util.ArrayList;
import java.util.List;

import cto.registry.record.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which records a page of the board is to check, before any is read. A work item whose
 * records do not all fit begins a page of its own.
 *
 * @param parts the work items, in the order of the database
 * @param next where the page after it starts, or null on the last
 */
record Plan(List<Part> parts, @Nullable Cursor next) {

	/** The one work item, or nothing. */
	static Plan of(WorkItems items, String workItem, Cursor from, int limit) {
		Cursor start = from.isWithinItem() ? from : Cursor.at(workItem);
		return of(items, List.of(workItem), start, limit, null);
	}

	static Plan of(WorkItems items, Cursor from, int limit) {
		List<String> names = items.names(from.workItem(), limit + 1);
		boolean more = names.size() > limit;
		return of(items, more ? names.subList(0, limit) : names, from, limit,
				more ? Cursor.at(names.get(limit)) : null);
	}

	private static Plan of(WorkItems items, List<String> names, Cursor from, int limit, @Nullable Cursor after) {
		List<Part> parts = new ArrayList<>();
		int room = limit;
		for (String name : names) {
			Cursor start = (from.isWithinItem() && name.equals(from.workItem())) ? from : Cursor.at(name);
			// one more, to see whether that is all
			List<Long> indices = items.records(name, start.below(), room + 1);
			if (indices.size() > room && !parts.isEmpty()) {
				return new Plan(parts, start);
			}
			Part part = new Part(start, List.copyOf(indices.subList(0, Math.min(room, indices.size()))),
					!start.isWithinItem() && indices.size() <= room);
			if (!indices.isEmpty()) {
				parts.add(part);
			}
			if (indices.size() > room) {
				return new Plan(parts, part.from(part.indices().size()));
			}
			room -= indices.size();
		}
		return new Plan(parts, after);
	}

	/** All the records, the first to be checked first. */
	List<Long> indices() {
		return this.parts.stream().flatMap((part) -> part.indices().stream()).toList();
	}

	/**
	 * A work item on the page.
	 *
	 * @param start where it starts
	 * @param indices its records, newest first
	 * @param whole whether these are all of its records
	 */
	record Part(Cursor start, List<Long> indices, boolean whole) {

		/** Where to go on after so many of its records. */
		Cursor from(int done) {
			return (done == 0) ? this.start : new Cursor(this.start.workItem(), this.indices.get(done - 1));
		}

	}

}
