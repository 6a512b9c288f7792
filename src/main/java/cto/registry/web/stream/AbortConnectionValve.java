package cto.registry.web.stream;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Gives a stream's request a way to break the connection off. A servlet can only finish
 * an answer, and Tomcat then has a thread wait, for a minute, until a reader that takes
 * nothing has taken the rest.
 */
final class AbortConnectionValve extends ValveBase {

	private static final String HANG_UP = AbortConnectionValve.class.getName();

	AbortConnectionValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (StreamController.ROUTE.equals(request.getDecodedRequestURI())) {
			request.setAttribute(HANG_UP, (Runnable) () -> request.getCoyoteRequest()
				.action(ActionCode.CLOSE_NOW, new IOException("the reader is too slow")));
		}
		getNext().invoke(request, response);
	}

	/**
	 * Finds what breaks off.
	 * @param request a request that is not answered yet
	 * @return to be run while the request lasts, on a thread that is not Tomcat's
	 */
	static Runnable of(ServletRequest request) {
		Object hangUp = request.getAttribute(HANG_UP);
		if (hangUp instanceof Runnable runnable) {
			return runnable;
		}
		throw new IllegalStateException("the request did not come by the valve");
	}

}
