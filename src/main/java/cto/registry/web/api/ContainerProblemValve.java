package cto.registry.web.api;

import java.io.IOException;

import cto.registry.observability.RequestId;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat refuses before the service sees it, such as a path that cannot be decoded,
 * as a problem instead of a page of HTML. Public, because Tomcat makes it by its name.
 */
public final class ContainerProblemValve extends ErrorReportValve {

	private static final int FIRST_ERROR = 400;

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			ProblemWriter.protect(response);
			ProblemWriter.write(response,
					ContainerProblems.of(status, failure, response.getHeader(RequestId.HEADER)).at("/"));
			response.finishResponse();
		}
		catch (IOException ex) {
			// the client is gone
		}
	}

}
