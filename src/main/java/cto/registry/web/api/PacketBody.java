package cto.registry.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import cto.registry.packet.PacketMediaType;
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
	 * @throws UnsupportedPacketTypeException when it is encoded, or not in UTF-8
	 * @throws PacketTooLargeException when it has too many bytes; no more than the limit
	 * is read
	 * @throws TruncatedBodyException when the bytes announced do not arrive
	 * @throws BodyTimeoutException when they take too long to
	 * @throws InvalidDigestException when a {@code Content-Digest} does not hold
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
			throw new PacketTooLargeException(limit);
		}
		byte[] bytes = bytes(request, limit + 1);
		if (bytes.length > limit) {
			throw new PacketTooLargeException(limit);
		}
		ContentDigest.check(Collections.list(request.getHeaders("Content-Digest")), bytes);
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
					throw new BodyTimeoutException(this.times.bodyTimeout());
				}
				read = (bytes.size() < most) ? body.read(piece, 0, Math.min(PIECE, most - bytes.size())) : -1;
			}
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new TruncatedBodyException();
		}
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
