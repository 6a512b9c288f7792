package cto.registry.web.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import cto.registry.record.Cursor;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.ExecutionRequests;
import cto.registry.record.RecordFilter;
import cto.registry.record.RecordJson;
import cto.registry.record.RecordSearch;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Pages of records. A page ends early where another record would take it over the size
 * that every reader, the Hermes proxy among them, lets through.
 */
@Component
class RecordPages {

	private static final int LARGEST = 512 * 1024 - 256;

	private static final int SLICE = 25;

	private final RecordSearch search;

	private final ExecutionRequests records;

	private final RecordJson json;

	RecordPages(RecordSearch search, ExecutionRequests records, RecordJson json) {
		this.search = search;
		this.records = records;
		this.json = json;
	}

	/**
	 * Reads one page, newest first.
	 * @param filter what its records match
	 * @param from where it starts
	 * @param limit how many records it holds at most, at least 1
	 * @return the page
	 */
	Page page(RecordFilter filter, Cursor from, int limit) {
		List<Long> found = this.search.find(filter, from.below(), limit + 1);
		List<Long> indices = found.subList(0, Math.min(limit, found.size()));
		boolean more = found.size() > limit;
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(ascii("{\"items\":["));
		long last = from.below();
		boolean full = false;
		// a few at a time: a page of the largest records is full after one
		for (int start = 0; start < indices.size() && !full; start += SLICE) {
			List<Long> slice = indices.subList(start, Math.min(start + SLICE, indices.size()));
			for (ExecutionRequest record : this.records.findByLogIndexInOrderByLogIndexDesc(slice)) {
				byte[] item = this.json.write(record);
				boolean first = last == from.below();
				full = !first && body.size() + item.length > LARGEST;
				if (full) {
					break;
				}
				body.writeBytes(ascii(first ? "" : ","));
				body.writeBytes(item);
				last = record.logIndex();
			}
		}
		more |= full;
		String next = more ? Cursor.below(last).toString() : null;
		body.writeBytes(
				ascii("],\"next_cursor\":" + ((next != null) ? '"' + next + '"' : "null") + ",\"read_only\":true}"));
		return new Page(body.toByteArray(), next);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * One page.
	 *
	 * @param body its JSON
	 * @param next the cursor of the next one, or null on the last
	 */
	record Page(byte[] body, @Nullable String next) {
	}

}
