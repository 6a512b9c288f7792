package cto.registry.web.api;

import cto.registry.problem.ProblemType;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * The media types of packets, as a refusal states them.
 */
final class PacketTypes {

	private static final String ACCEPTED = MediaType.APPLICATION_JSON_VALUE + ", " + MediaType.APPLICATION_YAML_VALUE;

	private PacketTypes() {
	}

	static ResponseEntity<ProblemDetail> unsupported(String detail) {
		return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail + "; accepted: " + ACCEPTED)
			.headers((headers) -> headers.set("Accept-Post", ACCEPTED))
			.response();
	}

}
