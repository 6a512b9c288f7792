package cto.registry.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cto.registry.testing.Tokens;

/**
 * Sends a request as it is, byte for byte, and reads the answer.
 */
final class Wire {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2}) .*", Pattern.DOTALL);

	/** RFC 9110 section 15.2: the answer comes after it. */
	private static final Pattern INTERIM = Pattern.compile("^HTTP/1\\.1 1[0-9]{2} [^\r\n]*\r\n\r\n");

	private static final int TIMEOUT_MILLIS = 20_000;

	private final int port;

	Wire(int port) {
		this.port = port;
	}

	/**
	 * Sends a request.
	 * @param head its first line and headers, each ended by a line feed; what every
	 * request needs is added where it is not there
	 * @param body its body
	 * @return the answer
	 */
	Answer send(String head, byte[] body) {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(completed(head, body.length).getBytes(StandardCharsets.ISO_8859_1));
		request.writeBytes(body);
		byte[] answer = new byte[0];
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			answer = exchange(socket, request.toByteArray());
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("no answer within " + TIMEOUT_MILLIS + " ms", ex);
		}
		catch (IOException ex) {
			// refused before it was read to its end, which resets the connection
		}
		return Answer.of(answer);
	}

	private static byte[] exchange(Socket socket, byte[] request) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			socket.getOutputStream().write(request);
			socket.shutdownOutput();
			byte[] buffer = new byte[8192];
			for (int count; (count = socket.getInputStream().read(buffer)) >= 0;) {
				answer.write(buffer, 0, count);
				// a stream of events has no end
				if (answer.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream")) {
					break;
				}
			}
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// as above; what came until then is the answer
		}
		return answer.toByteArray();
	}

	private static String completed(String head, int bodyBytes) {
		StringBuilder text = new StringBuilder(head.replace("\n", "\r\n"));
		String lower = head.toLowerCase(Locale.ROOT);
		add(text, lower, "host:", "localhost");
		add(text, lower, "connection:", "close");
		add(text, lower, "authorization:", "Bearer " + Tokens.ALICE);
		if (bodyBytes > 0 && !lower.contains("transfer-encoding:")) {
			add(text, lower, "content-length:", String.valueOf(bodyBytes));
		}
		return text.append("\r\n\r\n").toString();
	}

	private static void add(StringBuilder text, String lower, String name, String value) {
		if (!lower.contains(name)) {
			text.append("\r\n").append(name).append(' ').append(value);
		}
	}

	/**
	 * An answer.
	 *
	 * @param status its status, 0 where there is none
	 * @param head its headers
	 * @param body its body
	 */
	record Answer(int status, String head, String body) {

		static Answer of(byte[] bytes) {
			String text = INTERIM.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).replaceFirst("");
			Matcher status = STATUS.matcher(text);
			int end = text.indexOf("\r\n\r\n");
			return new Answer(status.matches() ? Integer.parseInt(status.group(1)) : 0,
					(end >= 0) ? text.substring(0, end) : text, (end >= 0) ? text.substring(end + 4) : "");
		}

		String header(String name) {
			Matcher line = Pattern.compile("(?mi)^" + name + ": (.*?)\r?$").matcher(this.head);
			return line.find() ? line.group(1) : "";
		}

	}

}
