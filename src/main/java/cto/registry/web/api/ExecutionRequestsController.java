package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import cto.registry.audit.RecordValidation;
import cto.registry.audit.ValidationReport;
import cto.registry.log.LogInconsistentException;
import cto.registry.log.Proofs;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.ExecutionRequests;
import cto.registry.record.RecordFilter;
import cto.registry.record.StoredPacket;
import cto.registry.record.StoredPackets;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The records, read-only.
 */
@RestController
@RequestMapping("/api/v1/execution-requests")
class ExecutionRequestsController {

	private final ExecutionRequests records;

	private final RecordPages pages;

	private final StoredPackets packets;

	private final RecordValidation validation;

	private final Proofs proofs;

	ExecutionRequestsController(ExecutionRequests records, RecordPages pages, StoredPackets packets,
			RecordValidation validation, Proofs proofs) {
		this.records = records;
		this.pages = pages;
		this.packets = packets;
		this.validation = validation;
		this.proofs = proofs;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> list(HttpServletRequest request,
			@RequestParam(name = "limit", required = false) @Nullable String limit,
			@RequestParam(name = "cursor", required = false) @Nullable String cursor,
			@RequestParam(name = "target_repository", required = false) @Nullable String targetRepository,
			@RequestParam(name = "target_revision", required = false) @Nullable String targetRevision,
			@RequestParam(name = "work_item", required = false) @Nullable String workItem,
			@RequestParam(name = "requested_by", required = false) @Nullable String requestedBy,
			@RequestParam(name = "submitted_by", required = false) @Nullable String submittedBy,
			@RequestParam(name = "packet_id", required = false) @Nullable String packetId,
			@RequestParam(name = "packet_sha256", required = false) @Nullable String packetSha256,
			@RequestParam(name = "supersedes", required = false) @Nullable String supersedes,
			@RequestParam(name = "submitted_after", required = false) @Nullable String submittedAfter,
			@RequestParam(name = "submitted_before", required = false) @Nullable String submittedBefore,
			@RequestParam(name = "q", required = false) @Nullable String words) {
		RecordFilter filter = new RecordFilter(Parameters.text("target_repository", targetRepository, 200),
				Parameters.revision("target_revision", targetRevision), Parameters.text("work_item", workItem, 200),
				Parameters.text("requested_by", requestedBy, 100), Parameters.text("submitted_by", submittedBy, 255),
				Parameters.text("packet_id", packetId, 128), Parameters.sha256("packet_sha256", packetSha256),
				Parameters.uuid("supersedes", supersedes), Parameters.time("submitted_after", submittedAfter),
				Parameters.time("submitted_before", submittedBefore), Parameters.text("q", words, 200));
		RecordPages.Page page = this.pages.page(filter, Parameters.listCursor(cursor),
				Parameters.number("limit", limit, 1, 200, 50));
		return ResponseHeaders.page(request, page.body(), page.next())
			.contentType(MediaType.APPLICATION_JSON)
			.body(page.body());
	}

	@GetMapping("/{id}/packet")
	ResponseEntity<byte[]> packet(@PathVariable("id") String id,
			@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept)
			throws HttpMediaTypeNotAcceptableException {
		StoredPacket packet = this.packets.find(Parameters.recordId(id))
			.orElseThrow(() -> NotFoundException.ofRecord(id));
		MediaType type = MediaType.parseMediaType(packet.mediaType());
		if (!accepts(accept, type)) {
			throw new HttpMediaTypeNotAcceptableException(List.of(type));
		}
		return ResponseEntity.ok()
			.header(HttpHeaders.CACHE_CONTROL, ResponseHeaders.IMMUTABLE)
			.eTag("\"sha256-" + packet.sha256Hex() + "\"")
			.header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(packet.sha256()) + ":")
			.contentType(type)
			.body(packet.bytes());
	}

	@GetMapping(path = "/{id}/validation", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ValidationReport> validation(@PathVariable("id") String id) {
		ExecutionRequest record = find(id);
		StoredPacket packet = this.packets.find(record.id()).orElseThrow(() -> NotFoundException.ofRecord(id));
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.validation.of(record, packet));
	}

	@GetMapping(path = "/{id}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ProofView> proof(@PathVariable("id") String id) {
		return proofAnswer().body(ProofView.of(inclusion(id)));
	}

	@GetMapping(path = "/{id}/proof", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> tlogProof(@PathVariable("id") String id) {
		return proofAnswer().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
			.body(inclusion(id).tlogProof().text());
	}

	/** The checkpoint moves on, so the proof of a record has no one form. */
	private static ResponseEntity.BodyBuilder proofAnswer() {
		return ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate()).varyBy(HttpHeaders.ACCEPT);
	}

	private Proofs.Inclusion inclusion(String id) {
		ExecutionRequest record = find(id);
		return this.proofs.inclusion(record)
			.orElseThrow(() -> new LogInconsistentException("Record " + record.id() + " is in no signed tree"));
	}

	/** RFC 9110 section 12.5.1; an empty field accepts everything. */
	private static boolean accepts(String accept, MediaType type) throws HttpMediaTypeNotAcceptableException {
		try {
			List<MediaType> ranges = MediaType.parseMediaTypes(accept);
			return ranges.isEmpty()
					|| ranges.stream().anyMatch((range) -> range.getQualityValue() > 0 && range.includes(type));
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotAcceptableException("Accept cannot be read");
		}
	}

	private ExecutionRequest find(String id) {
		return this.records.findByRecordId(Parameters.recordId(id)).orElseThrow(() -> NotFoundException.ofRecord(id));
	}

}
