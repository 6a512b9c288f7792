package cto.registry.web.api;

import java.time.Duration;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The contract and the packet's schema, as they are committed.
 */
@RestController
class DocumentsController {

	private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");

	@GetMapping("/openapi.yaml")
	ResponseEntity<Resource> contract() {
		return document("openapi/openapi.yaml", MediaType.APPLICATION_YAML);
	}

	@GetMapping("/schemas/approval-packet.json")
	ResponseEntity<Resource> schema() {
		return document("openapi/approval-packet.schema.json", SCHEMA);
	}

	private static ResponseEntity<Resource> document(String path, MediaType type) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
			.contentType(type)
			.body(new ClassPathResource(path));
	}

}
