package cto.registry.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body can be read again.
 */
final class BufferedResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final byte[] body;

	/**
	 * Reads the whole body.
	 * @param response the response, its body not yet read
	 */
	BufferedResponse(ClientHttpResponse response) throws IOException {
		this.response = response;
		this.body = response.getBody().readAllBytes();
	}

	byte[] body() {
		return this.body.clone();
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.body);
	}

	@Override
	public void close() {
		this.response.close();
	}

}
