package cto.registry.web.api;

import java.util.Map;

import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.LogInconsistentException;
import cto.registry.log.NoSuchIndexException;
import cto.registry.packet.ValidationResult;
import cto.registry.problem.ProblemType;
import cto.registry.record.TooManyWordsException;
import cto.registry.recording.IdempotencyKeyReusedException;
import cto.registry.recording.InvalidPacketException;
import cto.registry.recording.MalformedPacketException;
import cto.registry.recording.OverloadedException;
import cto.registry.recording.PacketIdTakenException;
import cto.registry.recording.RecordingFrozenException;
import cto.registry.rendering.DocumentTooLargeException;
import cto.registry.web.security.RateLimitedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The one place where the registry's own failures become problems.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

	private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

	private static final String RETRY_SECONDS = "5";

	/** A freeze lasts longer than a bad moment. */
	private static final String RETRY_FROZEN_SECONDS = "30";

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalid(InvalidParameterException failure) {
		return Problem.of(ProblemType.INVALID_PARAMETER, failure.detail()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManyWords(TooManyWordsException failure) {
		return Problem.of(ProblemType.INVALID_PARAMETER, failure.sentence()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noSuchIndex(NoSuchIndexException failure) {
		return Problem.of(ProblemType.INVALID_PARAMETER, failure.sentence()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notFound(NotFoundException failure) {
		return Problem.of(ProblemType.NOT_FOUND, failure.detail()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> documentTooLarge(DocumentTooLargeException failure) {
		return Problem.of(ProblemType.NOT_ACCEPTABLE, failure.sentence()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> digest(InvalidDigestException failure) {
		return Problem.of(failure.type(), failure.detail()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooLarge(PacketTooLargeException failure) {
		return Problem
			.of(ProblemType.PACKET_TOO_LARGE, "The packet has more than " + failure.limit() + " bytes, the limit")
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(UnsupportedPacketTypeException failure) {
		return PacketTypes.unsupported(failure.detail());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> truncated(TruncatedBodyException failure) {
		return Problem.of(ProblemType.MALFORMED_PACKET, "The body ended before all of its bytes had arrived")
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> malformed(MalformedPacketException failure) {
		return Problem.of(ProblemType.MALFORMED_PACKET, failure.detail()).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> refused(InvalidPacketException failure) {
		ValidationResult.Refused judgement = failure.judgement();
		int faults = judgement.faultCount();
		Problem problem = judgement.guardrailViolated()
				? Problem.of(ProblemType.GUARDRAIL_VIOLATION,
						"Nothing was recorded. A packet proposes; it cannot approve, allow or activate anything.")
				: Problem
					.of(ProblemType.INVALID_PACKET,
							"Nothing was recorded. Correct what errors lists and send the packet again.")
					.title("The packet breaks " + faults + ((faults == 1) ? " rule" : " rules"));
		return problem.with("errors", ViolationView.of(judgement)).with("errors_total", faults).response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> packetIdTaken(PacketIdTakenException failure) {
		return Problem.of(ProblemType.PACKET_ID_CONFLICT, failure.sentence())
			.with("record", Map.of("id", failure.record(), "href", "/api/v1/execution-requests/" + failure.record()))
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> keyReused(IdempotencyKeyReusedException failure) {
		return Problem
			.of(ProblemType.IDEMPOTENCY_KEY_REUSED,
					"This Idempotency-Key stands for record " + failure.record() + ", which has other bytes")
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> overloaded(OverloadedException failure) {
		return Problem.of(ProblemType.OVERLOADED, failure.sentence())
			.headers((headers) -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS))
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> frozen(RecordingFrozenException failure) {
		return Problem
			.of(ProblemType.INTAKE_FROZEN,
					failure.sentence() + ". Nothing of this packet was recorded; reading goes on.")
			.headers((headers) -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_FROZEN_SECONDS))
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> rateLimited(RateLimitedException failure) {
		return Problem
			.of(ProblemType.RATE_LIMITED,
					"This sender posts more than %d packets a minute, its share; try again in %d s"
						.formatted(failure.perMinute(), failure.retryAfterSeconds()))
			.headers((headers) -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(failure.retryAfterSeconds())))
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooSlow(BodyTimeoutException failure) {
		return Problem
			.of(ProblemType.REQUEST_TIMEOUT,
					"The body did not arrive within " + failure.limit().toMillis() + " ms, the limit")
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> inconsistent(LogInconsistentException failure) {
		LOG.error("The log does not verify: {}", failure.getMessage());
		return Problem
			.of(ProblemType.LOG_INCONSISTENT, failure.getMessage() + ". The audit command names all that differs")
			.response();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> guardrailsBroken(GuardrailsBrokenException failure) {
		return Problem
			.of(ProblemType.GUARDRAILS_BROKEN,
					"Nothing is recorded while the database lacks: " + String.join(", ", failure.broken()))
			.headers((headers) -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS))
			.response();
	}

}
