package cto.registry.web.api;

import java.util.Map;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

import org.springframework.http.MediaType;

/**
 * A body in a form that no packet comes in.
 */
final class UnsupportedPacketTypeException extends ProblemException {

	private static final String ACCEPTED = MediaType.APPLICATION_JSON_VALUE + ", " + MediaType.APPLICATION_YAML_VALUE;

	/**
	 * Names the media types that a packet may have.
	 * @param wrong what is wrong, without a full stop
	 */
	UnsupportedPacketTypeException(String wrong) {
		super(ProblemType.UNSUPPORTED_MEDIA_TYPE, wrong + "; accepted: " + ACCEPTED);
	}

	@Override
	public Map<String, String> headers() {
		return Map.of("Accept-Post", ACCEPTED);
	}

}
