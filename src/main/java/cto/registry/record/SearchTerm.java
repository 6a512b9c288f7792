package cto.registry.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a record can be found by beside its columns: a word of its texts, or a work item.
 *
 * @param field {@code word} or {@code work_item}
 * @param text the word as {@link WordSplitter} gives it, or the work item as it is
 */
record SearchTerm(String field, String text) {

	static final String WORD = "word";

	static final String WORK_ITEM = "work_item";

	/** Every term that a record holds. */
	static Set<SearchTerm> of(List<String> workItems, @Nullable String... texts) {
		Set<SearchTerm> terms = new LinkedHashSet<>();
		workItems.forEach((item) -> terms.add(new SearchTerm(WORK_ITEM, item)));
		Set<String> words = new LinkedHashSet<>();
		for (String text : texts) {
			if (text != null) {
				WordSplitter.addTo(words, text);
			}
		}
		words.forEach((word) -> terms.add(new SearchTerm(WORD, word)));
		return terms;
	}

}
