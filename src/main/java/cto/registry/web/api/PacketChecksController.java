package cto.registry.web.api;

import cto.registry.packet.ValidationResult;
import cto.registry.recording.PacketIdTakenException;
import cto.registry.recording.RecordingService;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Validates a packet as recording would, and stores nothing.
 */
@RestController
class PacketChecksController {

	private final PacketBody body;

	private final RecordingService intake;

	PacketChecksController(PacketBody body, RecordingService intake) {
		this.body = body;
		this.intake = intake;
	}

	@PostMapping(path = "/api/v1/packet-checks",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<PacketCheck> check(HttpServletRequest request) {
		PacketBody.Body packet = this.body.read(request);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(check(packet));
	}

	private PacketCheck check(PacketBody.Body packet) {
		ValidationResult validation = this.intake.validate(packet.bytes(), packet.type());
		try {
			if (validation instanceof ValidationResult.Accepted accepted) {
				this.intake.requireFree(packet.bytes(), accepted.packet());
			}
			return PacketCheck.of(validation);
		}
		catch (PacketIdTakenException taken) {
			return PacketCheck.of(taken);
		}
	}

}
