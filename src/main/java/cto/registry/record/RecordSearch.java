package cto.registry.record;

import java.util.List;
import java.util.Set;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds records by keyset: newest first, below a log index, never by offset. A page costs
 * the same at any depth.
 */
@Component
public class RecordSearch {

	/** Each one is a join. */
	private static final int MAX_TERMS = 12;

	private final JdbcClient jdbc;

	private final TermSearch terms;

	RecordSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.terms = new TermSearch(jdbc);
	}

	/**
	 * Finds where the matching records are.
	 * @param filter what they must match
	 * @param below only indices smaller than this; {@link Long#MAX_VALUE} from the newest
	 * @param limit at most this many, at least 1
	 * @return log indices, descending
	 * @throws ProblemException {@code invalid-parameter} if the filter names more words
	 * than one search takes
	 */
	public List<Long> find(RecordFilter filter, long below, int limit) {
		ColumnConditions columns = new ColumnConditions(filter);
		Set<SearchTerm> terms = SearchTerm.of((filter.workItem() != null) ? List.of(filter.workItem()) : List.of(),
				filter.words());
		if (terms.size() > MAX_TERMS) {
			throw new ProblemException(ProblemType.INVALID_PARAMETER,
					"q has " + terms.size() + " different words; allowed are 1 to " + MAX_TERMS);
		}
		if (filter.words() != null && terms.stream().noneMatch((term) -> term.field().equals(SearchTerm.WORD))) {
			return List.of();
		}
		return terms.isEmpty() ? byColumns(columns, below, limit) : this.terms.find(terms, columns, below, limit);
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
