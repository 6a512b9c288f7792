package cto.registry.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The words of records that the index by term does not have yet. A record never changes,
 * so its words are kept once they are taken from its texts, as many as a sixteenth of the
 * heap holds.
 */
final class RecentWords {

	private static final String TEXTS = """
			SELECT id, title, task_summary, notes FROM registry.execution_request
			WHERE log_index = ANY (?)""";

	private static final int OVERHEAD = 200;

	/**
	 * The words of a record in one text, each between two blanks; no word has one. It
	 * takes a twentieth of the memory of a set.
	 */
	private final Cache<UUID, String> words = Caffeine.newBuilder()
		.maximumWeight(Runtime.getRuntime().maxMemory() / 16)
		.weigher((UUID id, String text) -> Character.BYTES * text.length() + OVERHEAD)
		.build();

	/**
	 * Finds those of some records that have all of some words.
	 * @param records their ids by log index; so few that their texts fit the memory
	 * @param wanted words
	 * @param jdbc reads the texts of those whose words are not kept
	 * @return log indices, in the order of the records
	 */
	List<Long> containing(Map<Long, UUID> records, List<String> wanted, JdbcClient jdbc) {
		Map<UUID, String> texts = new HashMap<>();
		List<Long> missing = new ArrayList<>();
		records.forEach((index, id) -> {
			String known = this.words.getIfPresent(id);
			if (known != null) {
				texts.put(id, known);
			}
			else {
				missing.add(index);
			}
		});
		if (!missing.isEmpty()) {
			jdbc.sql(TEXTS).param(missing.toArray(Long[]::new)).query((rs) -> {
				UUID id = rs.getObject(1, UUID.class);
				String text = words(rs.getString(2), rs.getString(3), rs.getString(4));
				this.words.put(id, text);
				texts.put(id, text);
			});
		}
		return records.entrySet()
			.stream()
			.filter((record) -> wanted.stream()
				.allMatch((word) -> texts.getOrDefault(record.getValue(), "").contains(' ' + word + ' ')))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static String words(@Nullable String... texts) {
		Set<String> words = new LinkedHashSet<>();
		for (String text : texts) {
			if (text != null) {
				WordSplitter.addTo(words, text);
			}
		}
		return ' ' + String.join(" ", words) + ' ';
	}

}
