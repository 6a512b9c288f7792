package cto.registry.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import cto.registry.packet.PacketMediaType;
import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;
import cto.registry.recording.IntakeProperties;
import cto.registry.web.server.HttpLimits;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Reads a packet's bytes off a request: bounded, undecoded, and as their digest says.
 */
@Component
class PacketBody {

	private static final int PIECE = 8192;

	private final IntakeProperties limits;

	private final HttpLimits times;

	PacketBody(IntakeProperties limits, HttpLimits times) {
		this.limits = limits;
		this.times = times;
	}

	/**
	 * Reads the body.
	 * @param request a request with a packet
	 * @return its media type and bytes
	 * @throws UnsupportedPacketTypeException if it is encoded, or not in UTF-8
	 * @throws ProblemException {@code packet-too-large} if it has too many bytes, of
	 * which no more than the limit is read; {@code malformed-packet} if the bytes
	 * announced do not arrive; {@code request-timeout} if they take too long; a
	 * {@code digest} problem if a {@code Content-Digest} is invalid or is not that of the
	 * bytes
	 */
	Body read(HttpServletRequest request) {
		if (Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE)).size() > 1) {
			throw new UnsupportedPacketTypeException("Content-Type is given more than once");
		}
		PacketMediaType type = mediaType(request.getContentType());
		List<String> encodings = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
		if (!encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
			throw new UnsupportedPacketTypeException(
					"Content-Encoding is " + String.join(", ", encodings) + "; send the bytes unencoded");
		}
		int limit = this.limits.maxBytes();
		if (request.getContentLengthLong() > limit) {
			throw tooLarge(limit);
		}
		byte[] bytes = bytes(request, limit + 1);
		if (bytes.length > limit) {
			throw tooLarge(limit);
		}
		ContentDigestHeader.check(Collections.list(request.getHeaders("Content-Digest")), bytes);
		return new Body(type, bytes);
	}

	private byte[] bytes(HttpServletRequest request, int most) {
		long begun = System.nanoTime();
		byte[] piece = new byte[PIECE];
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
		try {
			InputStream body = request.getInputStream();
			int read = body.read(piece);
			while (read >= 0) {
				bytes.write(piece, 0, read);
				if (System.nanoTime() - begun > this.times.bodyTimeout().toNanos()) {
					throw new ProblemException(ProblemType.REQUEST_TIMEOUT,
							"The body did not arrive within " + this.times.bodyTimeout().toMillis() + " ms, the limit");
				}
				read = (bytes.size() < most) ? body.read(piece, 0, Math.min(PIECE, most - bytes.size())) : -1;
			}
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new ProblemException(ProblemType.MALFORMED_PACKET,
					"The body ended before all of its bytes had arrived");
		}
	}

	private static ProblemException tooLarge(int limit) {
		return new ProblemException(ProblemType.PACKET_TOO_LARGE,
				"The packet has more than " + limit + " bytes, the limit");
	}

	private static PacketMediaType mediaType(String contentType) {
		MediaType type = MediaType.parseMediaType(contentType);
		if (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
			throw new UnsupportedPacketTypeException("The charset is " + type.getCharset() + "; a packet is in UTF-8");
		}
		return PacketMediaType.of(type.getType() + "/" + type.getSubtype())
			.orElseThrow(() -> new UnsupportedPacketTypeException("Content-Type is " + contentType));
	}

	record Body(PacketMediaType type, byte[] bytes) {
	}

}
