package cto.registry.contract;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Holds every answer that a client gets against the committed contract, and lets it
 * through. For {@code RestTestClient.Builder.requestInterceptor} and
 * {@code RestClient.Builder.requestInterceptor}. Buffers the answer, so it is not for
 * endless streams.
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
		BufferedResponse response = new BufferedResponse(execution.execute(request, body));
		// A mock server may give HEAD a body, which no connection would carry.
		byte[] content = request.getMethod().equals(HttpMethod.HEAD) ? new byte[0] : response.body();
		Map<String, String> headers = response.getHeaders().toSingleValueMap();
		this.contract.check(request.getMethod().name(), target(request.getURI()), response.getStatusCode().value(),
				response.getHeaders().getFirst("Content-Type"), headers, content);
		return response;
	}

	private static String target(URI uri) {
		String path = Objects.requireNonNullElse(uri.getRawPath(), "/");
		return (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path;
	}

}
