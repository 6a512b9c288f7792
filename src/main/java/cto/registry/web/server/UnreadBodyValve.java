package cto.registry.web.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what the service does not want of a request's body, so that a sender that is
 * still sending gets to see the answer, and the connection can be used again. Tomcat
 * would do so too, for as long as a byte comes now and then.
 */
final class UnreadBodyValve extends ValveBase {

	/** More than any packet has. */
	private static final long MAX = 32L << 20;

	private final Duration limit;

	UnreadBodyValve(Duration limit) {
		super(true);
		this.limit = limit;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		boolean body = headers.getValue("Content-Length") != null || headers.getValue("Transfer-Encoding") != null;
		if (!body || isGivenUp(request)) {
			getNext().invoke(request, response);
			return;
		}
		long begun = System.nanoTime();
		// only what is posted is read by anybody, and an answer may last as long as a
		// stream; who asks first whether to send it (RFC 9110 section 10.1.1) is told so
		// only by what comes next
		boolean unwanted = !request.getMethod().equals("POST") && !request.getCoyoteRequest().hasExpectation();
		if (unwanted && !readToItsEnd(request, begun)) {
			request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
			return;
		}
		getNext().invoke(request, response);
		if (!request.isAsync() && !isGivenUp(request) && !request.getCoyoteRequest().isFinished()) {
			response.finishResponse();
			if (!readToItsEnd(request, begun)) {
				request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
			}
		}
	}

	/** Tomcat hangs up on what it could not even parse. */
	private static boolean isGivenUp(Request request) {
		AtomicBoolean error = new AtomicBoolean();
		request.getCoyoteRequest().action(ActionCode.IS_ERROR, error);
		return error.get();
	}

	private boolean readToItsEnd(Request request, long begun) {
		Nowhere nowhere = new Nowhere();
		try {
			// below what was closed together with the answer
			int read = request.getCoyoteRequest().doRead(nowhere);
			for (long count = read; read >= 0; count += read) {
				if (count > MAX || System.nanoTime() - begun > this.limit.toNanos()) {
					return false;
				}
				read = request.getCoyoteRequest().doRead(nowhere);
			}
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Takes each piece that Tomcat reads, and looks at none. */
	private static final class Nowhere implements ApplicationBufferHandler {

		private ByteBuffer piece = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(ByteBuffer piece) {
			this.piece = piece;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.piece;
		}

		@Override
		public void expand(int size) {
			// a piece has room enough: it is Tomcat's own buffer
		}

	}

}
