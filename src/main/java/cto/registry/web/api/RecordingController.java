package cto.registry.web.api;

import java.net.URI;
import java.security.Principal;
import java.util.Collections;

import cto.registry.observability.RequestId;
import cto.registry.recording.Arrival;
import cto.registry.recording.RecordingResult;
import cto.registry.recording.RecordingService;
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

	private final RecordingService intake;

	private final RecordCache records;

	RecordingController(PacketBody body, RecordingService intake, RecordCache records) {
		this.body = body;
		this.intake = intake;
		this.records = records;
	}

	@PostMapping(path = ROUTE, consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> record(HttpServletRequest request, Principal sender) {
		String key = IdempotencyKey.parse(Collections.list(request.getHeaders("Idempotency-Key")));
		PacketBody.Body packet = this.body.read(request);
		RecordingResult receipt = this.intake.submit(new Arrival(packet.bytes(), packet.type(), sender.getName(), key));
		RequestId.concerns(receipt.id());
		LOG.debug("{} at log index {}, posted by {}", receipt.replayed() ? "Found" : "Recorded", receipt.logIndex(),
				sender.getName());
		RecordCache.Served record = (receipt.record() != null) ? this.records.keep(receipt.record())
				: this.records.find(receipt.id()).orElseThrow();
		String path = ROUTE + "/" + receipt.id();
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(receipt.status())
			.contentType(MediaType.APPLICATION_JSON)
			.eTag(record.eTag());
		if (receipt.status() == RecordingResult.CREATED) {
			answer.location(URI.create(path));
		}
		if (receipt.replayed()) {
			answer.header(HttpHeaders.CONTENT_LOCATION, path).header("Idempotent-Replayed", "true");
		}
		return answer.body(record.body());
	}

}
