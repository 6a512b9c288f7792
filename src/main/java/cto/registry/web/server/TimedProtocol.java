package cto.registry.web.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with a limit on how long a request may take to arrive. Tomcat limits only the time
 * between two reads, so that whoever sends a byte now and then can hold a connection for
 * as long as the request may have bytes. Public, because Tomcat makes it by its name.
 */
public final class TimedProtocol extends Http11NioProtocol {

	/** So that whoever reads a body can answer before. */
	private static final Duration GRACE = Duration.ofSeconds(2);

	private volatile HttpLimits limits = new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30));

	void limit(HttpLimits limits) {
		this.limits = limits;
	}

	@Override
	protected Processor createProcessor() {
		return new TimedProcessor(new TimedAdapter(this.adapter));
	}

	/** Called for each piece that arrives of a header. */
	private final class TimedProcessor extends Http11Processor {

		private final TimedAdapter timed;

		TimedProcessor(TimedAdapter timed) {
			super(TimedProtocol.this, timed);
			this.timed = timed;
		}

		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			this.timed.connection = socket;
			SocketState state = super.service(socket);
			long begun = this.request.getStartTimeNanos();
			if (state == SocketState.OPEN && begun != -1) {
				// empty lines before a request, each of which would begin the time anew
				return SocketState.CLOSED;
			}
			if (state != SocketState.LONG || isAsync()) {
				return state;
			}
			return (System.nanoTime() - begun > TimedProtocol.this.limits.headerTimeout().toNanos())
					? SocketState.CLOSED : state;
		}

	}

	/**
	 * Called when a header is complete. A timer, since Tomcat waits for the size of a
	 * chunk, its extension and the trailer by itself.
	 */
	private final class TimedAdapter implements Adapter {

		private final Adapter service;

		private @Nullable SocketWrapperBase<?> connection;

		TimedAdapter(Adapter service) {
			this.service = service;
		}

		@Override
		public void service(Request request, Response response) throws Exception {
			if (request.protocol().toString() == null || request.protocol().toString().isEmpty()) {
				// HTTP/0.9 has no header, and so no Host
				request.action(ActionCode.CLOSE_NOW, null);
				return;
			}
			if (request.isFinished()) {
				this.service.service(request, response);
				return;
			}
			ScheduledFuture<?> timer = closeUnlessFinished(request, this.connection);
			try {
				this.service.service(request, response);
			}
			finally {
				timer.cancel(false);
			}
		}

		private ScheduledFuture<?> closeUnlessFinished(Request request, @Nullable SocketWrapperBase<?> socket) {
			return getUtilityExecutor().schedule(() -> {
				if (socket != null && !request.isFinished()) {
					socket.close();
				}
			}, TimedProtocol.this.limits.bodyTimeout().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
		}

		@Override
		public boolean prepare(Request request, Response response) throws Exception {
			return this.service.prepare(request, response);
		}

		@Override
		public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
			return this.service.asyncDispatch(request, response, status);
		}

		@Override
		public void log(Request request, Response response, long time) {
			this.service.log(request, response, time);
		}

		@Override
		public void checkRecycled(Request request, Response response) {
			this.service.checkRecycled(request, response);
		}

		@Override
		public String getDomain() {
			return this.service.getDomain();
		}

	}

}
