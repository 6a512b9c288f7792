package cto.registry.record;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import cto.registry.problem.OverloadedException;
import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Finds records by keyset: newest first, below a log index, never by offset. A page costs
 * the same at any depth. Searches for words are limited in number and time; lists without
 * them are not.
 */
@Component
public class RecordSearch {

	/** Each one is a join. */
	private static final int MAX_TERMS = 12;

	/** For the records of a work item, of which no text is split. */
	private static final Duration WORK_ITEM_TIMEOUT = Duration.ofSeconds(20);

	private final JdbcTemplate template;

	private final JdbcClient jdbc;

	private final SearchBulkhead bulkhead;

	private final RecentWords recentWords = new RecentWords();

	RecordSearch(JdbcTemplate template, SearchBulkhead bulkhead) {
		this.template = template;
		this.jdbc = JdbcClient.create(template);
		this.bulkhead = bulkhead;
	}

	/**
	 * Finds where the matching records are.
	 * @param filter what they must match
	 * @param below only indices smaller than this; {@link Long#MAX_VALUE} from the newest
	 * @param limit at most this many, at least 1
	 * @return log indices, descending
	 * @throws ProblemException {@code invalid-parameter} if the filter names more words
	 * than one search takes
	 * @throws OverloadedException when too many searches for words run, or this one takes
	 * too long
	 */
	public List<Long> find(RecordFilter filter, long below, int limit) {
		ColumnConditions columns = new ColumnConditions(filter);
		Set<SearchTerm> terms = SearchTerm.of((filter.workItem() != null) ? List.of(filter.workItem()) : List.of(),
				filter.words());
		if (terms.size() > MAX_TERMS) {
			throw new ProblemException(ProblemType.INVALID_PARAMETER,
					"q has " + terms.size() + " different words; allowed are 1 to " + MAX_TERMS);
		}
		if (terms.isEmpty() && filter.words() == null) {
			return byColumns(columns, below, limit);
		}
		if (filter.words() == null) {
			return byTerms(terms, columns, below, limit, new Deadline(WORK_ITEM_TIMEOUT));
		}
		if (terms.stream().noneMatch((term) -> term.field().equals(SearchTerm.WORD))) {
			return List.of();
		}
		return this.bulkhead.run((deadline) -> byTerms(terms, columns, below, limit, deadline));
	}

	private List<Long> byTerms(Set<SearchTerm> terms, ColumnConditions columns, long below, int limit,
			Deadline deadline) {
		return this.template.execute((Connection connection) -> new TermSearch(
				new JdbcTemplate(new SingleConnectionDataSource(connection, true)), this.recentWords, deadline)
			.find(terms, columns, below, limit));
	}

	private List<Long> byColumns(ColumnConditions columns, long below, int limit) {
		return this.jdbc
			.sql("SELECT log_index FROM registry.execution_request WHERE log_index < ?" + columns.sql()
					+ " ORDER BY log_index DESC LIMIT " + limit)
			.params(columns.after(below))
			.query(Long.class)
			.list();
	}

}
