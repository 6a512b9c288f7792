package cto.registry.web.api;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

import cto.registry.merkle.Sha256;
import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;

/**
 * The {@code Content-Digest} field of RFC 9530, as far as {@code sha-256} goes.
 */
final class ContentDigestHeader {

	private static final String ALGORITHM = "sha-256";

	private static final int LENGTH = 32;

	private ContentDigestHeader() {
	}

	/**
	 * Compares the field with the bytes.
	 * @param values the field's lines, none when the sender gave none
	 * @param body the bytes that arrived
	 * @throws ProblemException if they do not agree, or cannot be compared
	 */
	static void check(List<String> values, byte[] body) {
		if (values.isEmpty()) {
			return;
		}
		Map<String, ? extends ListElement<?>> digests = parse(values);
		ListElement<?> digest = digests.get(ALGORITHM);
		if (digest == null) {
			throw new ProblemException(ProblemType.DIGEST_UNSUPPORTED_ALGORITHMS,
					"Content-Digest has " + (digests.isEmpty() ? "nothing" : String.join(", ", digests.keySet()))
							+ "; supported: " + ALGORITHM);
		}
		if (!(digest instanceof ByteSequenceItem item) || item.get().remaining() != LENGTH) {
			throw invalid();
		}
		ByteBuffer buffer = item.get();
		byte[] stated = new byte[LENGTH];
		buffer.duplicate().get(stated);
		if (!MessageDigest.isEqual(stated, Sha256.of(body))) {
			throw new ProblemException(ProblemType.DIGEST_MISMATCHED_VALUES,
					"The sha-256 in Content-Digest is not that of the " + body.length + " bytes that arrived");
		}
	}

	private static Map<String, ? extends ListElement<?>> parse(List<String> values) {
		try {
			return new Parser(values).parseDictionary().get();
		}
		catch (IllegalArgumentException ex) {
			throw invalid();
		}
	}

	private static ProblemException invalid() {
		return new ProblemException(ProblemType.DIGEST_INVALID_VALUES,
				"Content-Digest cannot be read; write sha-256=:<base64 of the 32 bytes>:");
	}

}
