package cto.registry.web.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import cto.registry.testing.Tokens;

/**
 * Thousands of readers in one thread. They speak HTTP/1.0, so that what they get is not
 * in chunks.
 */
final class ManyReaders implements AutoCloseable {

	/** As many at a time as wait to be accepted. */
	private static final int AT_ONCE = 50;

	private static final String REQUEST = "GET /api/v1/stream HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer "
			+ Tokens.READER + "\r\n\r\n";

	private final Selector selector = Selector.open();

	private final List<Reader> readers = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

	/**
	 * Opens streams.
	 * @param port the service's port
	 * @param count how many
	 */
	ManyReaders(int port, int count) throws IOException {
		while (this.readers.size() < count) {
			for (int i = 0; i < AT_ONCE && this.readers.size() < count; i++) {
				this.readers.add(new Reader(port));
			}
			await("\n\n", Duration.ofSeconds(20));
		}
	}

	/**
	 * Reads until all have got a text.
	 * @param text the text, which begins where the last one ended
	 * @param longest how long to wait
	 */
	void await(String text, Duration longest) throws IOException {
		long end = System.nanoTime() + longest.toNanos();
		for (long missing = missing(text); missing > 0; missing = missing(text)) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException(missing + " of " + this.readers.size() + " did not get: " + text);
			}
			for (int round = 0; round < 100 && this.selector.select(10) > 0; round++) {
				for (SelectionKey key : this.selector.selectedKeys()) {
					((Reader) key.attachment()).read(this.buffer);
				}
				this.selector.selectedKeys().clear();
			}
		}
	}

	/** Returns what each has got after the first empty line of its stream. */
	List<String> received() {
		return this.readers.stream().map(Reader::events).toList();
	}

	private long missing(String text) {
		return this.readers.stream().filter((reader) -> !reader.events().endsWith(text)).count();
	}

	@Override
	public void close() throws IOException {
		for (Reader reader : this.readers) {
			reader.channel.close();
		}
		this.selector.close();
	}

	private final class Reader {

		private final SocketChannel channel;

		private final ByteArrayOutputStream received = new ByteArrayOutputStream();

		Reader(int port) throws IOException {
			this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			this.channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
			this.channel.configureBlocking(false);
			this.channel.register(ManyReaders.this.selector, SelectionKey.OP_READ, this);
		}

		void read(ByteBuffer buffer) throws IOException {
			buffer.clear();
			if (this.channel.read(buffer) < 0) {
				throw new IOException("the stream ended after " + this.received.toString(StandardCharsets.UTF_8));
			}
			byte[] bytes = new byte[buffer.flip().remaining()];
			buffer.get(bytes);
			this.received.writeBytes(bytes);
		}

		String events() {
			String all = this.received.toString(StandardCharsets.UTF_8);
			int head = all.indexOf("\r\n\r\n");
			return (head < 0) ? "" : all.substring(head + 4);
		}

	}

}
