package cto.registry.observability;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Gives each request its id, before anything can log a line or refuse it.
 */
final class RequestIdValve extends ValveBase {

	RequestIdValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String id = RequestId.begin(request.getHeader(RequestId.HEADER));
		response.setHeader(RequestId.HEADER, id);
		try {
			getNext().invoke(request, response);
		}
		finally {
			RequestId.end();
		}
	}

}
