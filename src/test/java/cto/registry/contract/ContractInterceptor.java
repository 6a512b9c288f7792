package cto.registry.contract;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Holds every answer that a client gets against the committed contract, and lets it
 * through. For {@code RestTestClient.Builder.requestInterceptor} and
 * {@code RestClient.Builder.requestInterceptor}. Buffers the answer, except for a stream
 * of events, which has no end: of that the head is checked.
 */
public final class ContractInterceptor implements ClientHttpRequestInterceptor {

	private final Contract contract;

	/**
	 * Checks against the contract that the service is packaged with.
	 */
	public ContractInterceptor() {
		this(Contract.committed());
	}

	ContractInterceptor(Contract contract) {
		this.contract = contract;
	}

	/**
	 * Sends the request, and checks the answer.
	 * @throws AssertionError naming everything that the contract does not allow
	 */
	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ClientHttpResponse answer = execution.execute(request, body);
		if (MediaType.TEXT_EVENT_STREAM.equalsTypeAndSubtype(answer.getHeaders().getContentType())) {
			check(request, answer, new byte[0]);
			return answer;
		}
		BufferedResponse response = new BufferedResponse(answer);
		// A mock server may give HEAD a body, which no connection would carry.
		byte[] content = request.getMethod().equals(HttpMethod.HEAD) ? new byte[0] : response.body();
		check(request, response, content);
		return response;
	}

	private void check(HttpRequest request, ClientHttpResponse response, byte[] content) throws IOException {
		Map<String, String> headers = response.getHeaders().toSingleValueMap();
		this.contract.check(request.getMethod().name(), target(request.getURI()), response.getStatusCode().value(),
				response.getHeaders().getFirst("Content-Type"), headers, content);
	}

	private static String target(URI uri) {
		String path = Objects.requireNonNullElse(uri.getRawPath(), "/");
		return (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path;
	}

}
