package cto.registry.workboard;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import cto.registry.record.TermBlocks;
import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import cto.registry.workboard.WorkItems.Count;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The index of work items, with random ones in it, finds what looking at every record
 * finds.
 */
class WorkItemsTests {

	private static final int BLOCKS = 6;

	private static final int RECENT = 20;

	private final TestDatabase database = TestDatabase.migrated();

	private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(this.database.url(),
			this.database.reader().user(), this.database.reader().password()));

	@Test
	void findsTheSameAsLookingAtEveryRecord() throws SQLException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		SortedMap<String, NavigableSet<Long>> all = new TreeMap<>();
		long edge = (long) BLOCKS * TermBlocks.SIZE;
		for (int i = 0; i < 400; i++) {
			// few of many records, and many of few
			String item = "ITEM-" + random.nextInt(1 + random.nextInt(60));
			all.computeIfAbsent(item, (key) -> new TreeSet<>()).add(random.nextLong(edge + RECENT));
		}
		write(all, edge);
		WorkItems items = WorkItems.read(this.jdbc);
		for (int i = 0; i < 300; i++) {
			String from = "ITEM-" + random.nextInt(70);
			int limit = 1 + random.nextInt(20);
			assertThat(items.names(from, limit)).as("seed %d: %d from %s", seed, limit, from)
				.isEqualTo(all.tailMap(from).keySet().stream().limit(limit).toList());
			long below = random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(edge + RECENT + 1);
			assertThat(items.records(from, below, limit)).as("seed %d: %d of %s below %d", seed, limit, from, below)
				.isEqualTo(all.getOrDefault(from, new TreeSet<>())
					.descendingSet()
					.stream()
					.filter((index) -> index < below)
					.limit(limit)
					.toList());
		}
		Map<String, Count> counts = new TreeMap<>();
		all.forEach((item, indices) -> counts.put(item, new Count(indices.size(), indices.last())));
		assertThat(items.counts(all.keySet())).as("seed %d", seed).isEqualTo(counts);
		assertThat(items.counts(List.of("ITEM-x"))).isEmpty();
		assertThat(items.names("", 1000)).isEqualTo(List.copyOf(all.keySet()));
		assertThat(items.records("ITEM-x", Long.MAX_VALUE, 5)).isEmpty();
	}

	@Test
	void findsNothingInAnEmptyLog() {
		WorkItems items = WorkItems.read(this.jdbc);
		assertThat(items.names("", 5)).isEmpty();
		assertThat(items.counts(List.of())).isEmpty();
		assertThat(items.records("ITEM-1", Long.MAX_VALUE, 5)).isEmpty();
	}

	private void write(Map<String, NavigableSet<Long>> all, long edge) throws SQLException {
		List<String> sql = new ArrayList<>(List.of("ALTER TABLE registry.execution_request DISABLE TRIGGER ALL",
				"ALTER TABLE registry.indexed_block DISABLE TRIGGER ALL",
				"INSERT INTO registry.indexed_block (block) SELECT generate_series(0, " + (BLOCKS - 1) + ")",
				"INSERT INTO registry.admitted_repository (name) VALUES ('cto') ON CONFLICT DO NOTHING",
				"INSERT INTO registry.approver (name) VALUES ('JP') ON CONFLICT DO NOTHING"));
		for (long index = edge; index < edge + RECENT; index++) {
			long at = index;
			List<String> named = all.entrySet()
				.stream()
				.filter((item) -> item.getValue().contains(at))
				.map(Map.Entry::getKey)
				.collect(Collectors.toCollection(ArrayList::new));
			named.add("OTHER-1");
			Collections.shuffle(named, new Random(index));
			sql.add(Row.valid(index).set("work_items", "'{" + String.join(",", named) + "}'").insert());
		}
		all.forEach((item, indices) -> sql.addAll(blocks(item, indices, edge)));
		all.put("OTHER-1",
				LongStream.range(edge, edge + RECENT).boxed().collect(Collectors.toCollection(TreeSet::new)));
		this.database.execute(this.database.superuser(), String.join("; ", sql));
	}

	private static List<String> blocks(String item, NavigableSet<Long> indices, long edge) {
		Map<Long, BitSet> blocks = new TreeMap<>();
		indices.headSet(edge)
			.forEach((index) -> blocks.computeIfAbsent(index / TermBlocks.SIZE, (block) -> new BitSet())
				.set((int) (index % TermBlocks.SIZE)));
		return blocks.entrySet()
			.stream()
			.map((block) -> "INSERT INTO registry.term_block (field, term, block, members) VALUES ('work_item', '%s', %d, '\\x%s')"
				.formatted(item, block.getKey(), members(block.getValue())))
			.toList();
	}

	private static String members(BitSet set) {
		byte[] members = new byte[TermBlocks.SIZE / Byte.SIZE];
		byte[] used = set.toByteArray();
		System.arraycopy(used, 0, members, 0, used.length);
		return HexFormat.of().formatHex(members);
	}

}
