package cto.registry.web.server;

import java.io.IOException;
import java.time.Duration;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP with a limit on how long a request's header may take. Tomcat limits only the time
 * between two reads, so that whoever sends a byte now and then can hold a connection for
 * as long as the header may have bytes. Public, because Tomcat makes it by its name.
 */
public final class TimedHeaderProtocol extends Http11NioProtocol {

	private volatile Duration limit = Duration.ofSeconds(10);

	void limit(Duration limit) {
		this.limit = limit;
	}

	@Override
	protected Processor createProcessor() {
		return new TimedProcessor();
	}

	/** Called for each piece that arrives of a header. */
	private final class TimedProcessor extends Http11Processor {

		TimedProcessor() {
			super(TimedHeaderProtocol.this, TimedHeaderProtocol.this.adapter);
		}

		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			SocketState state = super.service(socket);
			if (state != SocketState.LONG || isAsync()) {
				return state;
			}
			long taken = System.nanoTime() - this.request.getStartTimeNanos();
			return (taken > TimedHeaderProtocol.this.limit.toNanos()) ? SocketState.CLOSED : state;
		}

	}

}
