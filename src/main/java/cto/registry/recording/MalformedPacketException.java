package cto.registry.recording;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * The bytes are not one packet that every reader would read the same way.
 */
public final class MalformedPacketException extends ProblemException {

	MalformedPacketException(String detail) {
		super(ProblemType.MALFORMED_PACKET, detail);
	}

}
