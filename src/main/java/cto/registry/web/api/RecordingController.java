package cto.registry.web.api;

import java.net.URI;
import java.security.Principal;
import java.util.Collections;

import cto.registry.observability.RequestId;
import cto.registry.recording.RecordingResult;
import cto.registry.recording.RecordingService;
import cto.registry.recording.Submission;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The one way in. Records a packet; approves and runs nothing.
 */
@RestController
class RecordingController {

	private static final Logger LOG = LoggerFactory.getLogger(RecordingController.class);

	private static final String ROUTE = "/api/v1/execution-requests";

	private final PacketBody body;

	private final RecordingService recording;

	private final RecordCache records;

	RecordingController(PacketBody body, RecordingService recording, RecordCache records) {
		this.body = body;
		this.recording = recording;
		this.records = records;
	}

	@PostMapping(path = ROUTE, consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> record(HttpServletRequest request, Principal sender) {
		String key = IdempotencyKeyHeader.parse(Collections.list(request.getHeaders("Idempotency-Key")));
		PacketBody.Body packet = this.body.read(request);
		RecordingResult result = this.recording
			.submit(new Submission(packet.bytes(), packet.type(), sender.getName(), key));
		RequestId.concerns(result.id());
		LOG.debug("{} at log index {}, posted by {}", result.replayed() ? "Found" : "Recorded", result.logIndex(),
				sender.getName());
		RecordCache.Served record = (result.record() != null) ? this.records.keep(result.record())
				: this.records.find(result.id()).orElseThrow();
		String path = ROUTE + "/" + result.id();
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(result.status())
			.contentType(MediaType.APPLICATION_JSON)
			.eTag(record.eTag());
		if (result.status() == RecordingResult.CREATED) {
			answer.location(URI.create(path));
		}
		if (result.replayed()) {
			answer.header(HttpHeaders.CONTENT_LOCATION, path).header("Idempotent-Replayed", "true");
		}
		return answer.body(record.body());
	}

}
