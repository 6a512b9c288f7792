package cto.registry.web.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes next for a reader, from the buffer that all share and from pages of its own.
 */
class StreamPositionTests {

	private static final int EVENTS = 4;

	private static final int LENGTH = event(0).text().length;

	private final RecentEvents events = new RecentEvents(EVENTS, 1000);

	@Test
	void takesEachRecentEventOnce() {
		StreamPosition position = new StreamPosition(this.events, -1);
		assertThat(position.next()).isNull();
		this.events.add(events(0, 2));
		assertThat(index(position.next())).isEqualTo(0);
		assertThat(index(position.next())).isEqualTo(1);
		assertThat(position.next()).isNull();
		assertThat(position.needsPage()).isFalse();
	}

	@Test
	void leavesOutWhatTheReaderHas() {
		this.events.add(events(0, 3));
		StreamPosition position = new StreamPosition(this.events, 1);
		assertThat(index(position.next())).isEqualTo(2);
		assertThat(position.index()).isEqualTo(2);
	}

	@Test
	void waitsForThePageWhereTheBufferDoesNotReachBack() {
		this.events.add(events(0, 10));
		StreamPosition position = new StreamPosition(this.events, 1);
		assertThat(position.next()).isNull();
		assertThat(position.needsPage()).isTrue();
		assertThat(position.hasFallenBehind()).isFalse();
		position.add(events(2, 6));
		for (int i = 2; i < 10; i++) {
			assertThat(index(position.next())).isEqualTo(i);
		}
		assertThat(position.needsPage()).isFalse();
	}

	@Test
	void fallsBehindOnlyAfterItKeptUp() {
		StreamPosition position = new StreamPosition(this.events, -1);
		this.events.add(events(0, 2));
		assertThat(index(position.next())).isEqualTo(0);
		this.events.add(events(2, 5));
		assertThat(position.hasFallenBehind()).isFalse();
		this.events.add(events(5, 6));
		assertThat(position.hasFallenBehind()).isTrue();
		assertThat(position.next()).isNull();
		assertThat(position.needsPage()).isTrue();
	}

	@Test
	void bufferKeepsNoMoreBytesThanItMay() {
		RecentEvents small = new RecentEvents(1000, 3L * LENGTH);
		small.add(events(0, 9));
		assertThat(small.end()).isEqualTo(8);
		assertThat(LongStream.range(-1, 9).filter(small::reachBackTo)).containsExactly(5L, 6L, 7L, 8L);
	}

	@Test
	void bufferSkipsForwardAndNeverBack() {
		this.events.add(events(0, 3));
		this.events.skipTo(1);
		assertThat(this.events.reachBackTo(-1)).isTrue();
		this.events.skipTo(7);
		assertThat(this.events.end()).isEqualTo(7);
		assertThat(this.events.after(-1)).isNull();
		assertThat(this.events.reachBackTo(6)).isFalse();
		assertThat(this.events.reachBackTo(7)).isTrue();
		this.events.add(events(8, 9));
		assertThat(index(this.events.after(7))).isEqualTo(8);
	}

	@Test
	void eventIsFourLinesWithTheRecordOnOne() {
		assertThat(new String(RecordedEvent.of(41, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)).text(),
				StandardCharsets.UTF_8))
			.isEqualTo("event: recorded\nid: 41\ndata: {\"a\":1}\n\n");
	}

	private static long index(@Nullable RecordedEvent event) {
		return Objects.requireNonNull(event).index();
	}

	private static List<RecordedEvent> events(long from, long to) {
		return LongStream.range(from, to).mapToObj(StreamPositionTests::event).toList();
	}

	private static RecordedEvent event(long index) {
		return RecordedEvent.of(index, "{}".getBytes(StandardCharsets.UTF_8));
	}

}
