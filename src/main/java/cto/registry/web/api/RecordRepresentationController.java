package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import cto.registry.record.ExecutionRequest;
import cto.registry.record.ExecutionRequests;
import cto.registry.rendering.RecordDocuments;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * One record, in the form that the client prefers. No form of it ever changes.
 */
@RestController
class RecordRepresentationController {

	/** RFC 7763 wants the charset named. */
	private static final MediaType MARKDOWN = new MediaType(MediaType.TEXT_MARKDOWN, StandardCharsets.UTF_8);

	private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML,
			MARKDOWN);

	private final RecordCache served;

	private final ExecutionRequests records;

	private final RecordDocuments documents;

	RecordRepresentationController(RecordCache served, ExecutionRequests records, RecordDocuments documents) {
		this.served = served;
		this.records = records;
		this.documents = documents;
	}

	@GetMapping("/api/v1/execution-requests/{id}")
	ResponseEntity<byte[]> record(@PathVariable("id") String id, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		MediaType form = Negotiation.choose(request, FORMS);
		UUID uuid = Parameters.recordId(id);
		if (form.equals(MediaType.APPLICATION_JSON)) {
			RecordCache.Served record = this.served.find(uuid).orElseThrow(() -> NotFoundException.ofRecord(id));
			return answer(form, record.body(), record.eTag());
		}
		ExecutionRequest record = this.records.findByRecordId(uuid).orElseThrow(() -> NotFoundException.ofRecord(id));
		byte[] body = form.equals(MARKDOWN) ? this.documents.markdown(record) : this.documents.yaml(record);
		return answer(form, body, ResponseHeaders.eTag(body));
	}

	private static ResponseEntity<byte[]> answer(MediaType form, byte[] body, String eTag) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CACHE_CONTROL, ResponseHeaders.IMMUTABLE)
			.eTag(eTag)
			.varyBy(HttpHeaders.ACCEPT)
			.contentType(form)
			.body(body);
	}

}
