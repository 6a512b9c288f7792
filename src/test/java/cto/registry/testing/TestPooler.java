package cto.registry.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * What a client sees of PgBouncer in front of a server: an invented process id, and in
 * statement mode no transactions. It remembers what needs a session. Sessions are not
 * really shared; {@code drills/pooler} does that.
 */
public final class TestPooler implements AutoCloseable {

	private static final int SSL_REQUEST = 80877103;

	private static final int STARTUP = 3 << 16;

	/** PgBouncer itself keeps the application's name, and Flyway's role is its own. */
	private static final Pattern OF_SESSIONS = Pattern
		.compile("LISTEN|SET (?!LOCAL|TRANSACTION|application_name|ROLE 'registry_owner')");

	private final URI server;

	private final boolean transactions;

	private final ServerSocket socket;

	private final List<Socket> open = new CopyOnWriteArrayList<>();

	private final List<String> ofSessions = new CopyOnWriteArrayList<>();

	private TestPooler(String url, boolean transactions) throws IOException {
		this.server = URI.create(url.substring("jdbc:".length()));
		this.transactions = transactions;
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		run(this::accept);
	}

	/**
	 * Puts one in front of a server.
	 * @param url the JDBC URL of a database there
	 */
	public static TestPooler of(String url) throws IOException {
		return new TestPooler(url, true);
	}

	/** The same in statement mode. */
	public static TestPooler withoutTransactions(String url) throws IOException {
		return new TestPooler(url, false);
	}

	/** The same database, through this. */
	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.socket.getLocalPort() + this.server.getPath();
	}

	/** Statements that were prepared under a name, and those that change a session. */
	public List<String> ofSessions() {
		return this.ofSessions;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		for (Socket one : this.open) {
			one.close();
		}
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.socket.accept();
			this.open.add(client);
			run(() -> connect(client));
		}
	}

	private void connect(Socket client) throws IOException {
		DataInputStream fromClient = input(client);
		DataOutputStream toClient = output(client);
		int length = fromClient.readInt();
		int code = fromClient.readInt();
		if (code == SSL_REQUEST) {
			toClient.write('N');
			toClient.flush();
			length = fromClient.readInt();
			code = fromClient.readInt();
		}
		if (code >> 16 != STARTUP >> 16) {
			client.close();
			return;
		}
		Socket to = new Socket(this.server.getHost(), this.server.getPort());
		this.open.add(to);
		DataOutputStream toServer = output(to);
		toServer.writeInt(length);
		toServer.writeInt(code);
		toServer.write(fromClient.readNBytes(length - 8));
		toServer.flush();
		run(() -> answer(input(to), toClient));
		ask(fromClient, toServer, toClient);
	}

	private void ask(DataInputStream client, DataOutputStream server, DataOutputStream back) throws IOException {
		while (true) {
			int type = client.readUnsignedByte();
			byte[] body = client.readNBytes(client.readInt() - 4);
			if (type == 'P' || type == 'Q') {
				String[] parts = new String(body, StandardCharsets.UTF_8).split("\0", 3);
				String name = (type == 'P') ? parts[0] : "";
				String sql = (type == 'P') ? parts[1] : parts[0];
				if (!name.isEmpty() || OF_SESSIONS.matcher(sql).lookingAt()) {
					this.ofSessions.add(name + ": " + sql);
				}
				if (sql.startsWith("BEGIN") && !this.transactions) {
					refuse(back);
					return;
				}
			}
			send(type, body, server, client);
		}
	}

	private static void answer(DataInputStream server, DataOutputStream client) throws IOException {
		while (true) {
			int type = server.readUnsignedByte();
			byte[] body = server.readNBytes(server.readInt() - 4);
			if (type == 'K') {
				body[0] ^= 0x55;
			}
			send(type, body, client, server);
		}
	}

	private static void send(int type, byte[] body, DataOutputStream out, DataInputStream in) throws IOException {
		synchronized (out) {
			out.write(type);
			out.writeInt(body.length + 4);
			out.write(body);
			if (in.available() == 0) {
				out.flush();
			}
		}
	}

	private static void refuse(DataOutputStream client) throws IOException {
		byte[] fields = "SFATAL\0C08P01\0Mtransaction blocks not allowed in statement pooling mode\0\0"
			.getBytes(StandardCharsets.UTF_8);
		synchronized (client) {
			client.write('E');
			client.writeInt(fields.length + 4);
			client.write(fields);
			client.flush();
			client.close();
		}
	}

	private static DataInputStream input(Socket socket) throws IOException {
		return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
	}

	private static DataOutputStream output(Socket socket) throws IOException {
		return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
	}

	private static void run(Step step) {
		Thread thread = new Thread(() -> {
			try {
				step.run();
			}
			catch (IOException ex) {
				// one of the two hung up
			}
		}, "test-pooler");
		thread.setDaemon(true);
		thread.start();
	}

	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
