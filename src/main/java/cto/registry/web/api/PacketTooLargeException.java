package cto.registry.web.api;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A body of more bytes than a packet may have.
 */
final class PacketTooLargeException extends ProblemException {

	PacketTooLargeException(int limit) {
		super(ProblemType.PACKET_TOO_LARGE, "The packet has more than " + limit + " bytes, the limit");
	}

}
