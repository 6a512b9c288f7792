package cto.registry.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.springframework.http.HttpStatus;

/**
 * Every kind of refusal: its name, status and meaning (RFC 9457).
 */
public enum ProblemType {

	/** Bytes that two readers could read differently, or not at all. */
	MALFORMED_PACKET("malformed-packet", HttpStatus.BAD_REQUEST, "The packet cannot be read",
			"The body is not one strict JSON or YAML 1.2 document in UTF-8. Repeated keys, trailing content, anchors, "
					+ "tags and the like are refused, so that no two readers can see two packets. Nothing was recorded. "
					+ "With curl, send the file with --data-binary: -d drops its line breaks."),

	/** A parameter or header that the operation does not know or cannot use. */
	INVALID_PARAMETER("invalid-parameter", HttpStatus.BAD_REQUEST, "Invalid parameter",
			"A query parameter, path or header is unknown, repeated or out of range. The detail says which, and what "
					+ "is allowed."),

	/** RFC 9530 digests that do not match the bytes. */
	DIGEST_MISMATCHED_VALUES("https://iana.org/assignments/http-problem-types#digest-mismatched-values",
			HttpStatus.BAD_REQUEST, "Mismatched Digest Values",
			"The Content-Digest is not that of the bytes that arrived. Nothing was recorded."),

	/** RFC 9530 digests that cannot be read. */
	DIGEST_INVALID_VALUES("https://iana.org/assignments/http-problem-types#digest-invalid-values",
			HttpStatus.BAD_REQUEST, "Invalid Digest Values",
			"The Content-Digest is not a dictionary of byte sequences. Nothing was recorded."),

	/** RFC 9530 digests by algorithms that are not computed here. */
	DIGEST_UNSUPPORTED_ALGORITHMS("https://iana.org/assignments/http-problem-types#digest-unsupported-algorithms",
			HttpStatus.BAD_REQUEST, "Unsupported Hashing Algorithms",
			"The Content-Digest holds no sha-256. Nothing was recorded."),

	/** No token, or one that is not known. */
	UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "Authentication needed",
			"The operation needs an access token: Authorization: Bearer <token>."),

	/** A token that may not do this, or a host name that is not answered to. */
	FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "Not allowed",
			"The token's roles do not allow this, or the Host is not one that the service answers to."),

	/** Nothing is there. */
	NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "Not found", "No record or document is at this path."),

	/** A method that would change what is only ever added to. */
	APPEND_ONLY("append-only", HttpStatus.METHOD_NOT_ALLOWED, "Records are append-only",
			"The method is not possible at this path. Records are added and read; none is changed or removed: a proposal that replaces another is recorded as a "
					+ "new packet that supersedes it."),

	/** No form that the client accepts. */
	NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "Not acceptable",
			"The answer exists in none of the media types that Accept allows."),

	/** A body that takes too long to arrive. */
	REQUEST_TIMEOUT("request-timeout", HttpStatus.REQUEST_TIMEOUT, "The body took too long",
			"The body, or the next piece of it, did not arrive within the time that a sender has. Nothing was recorded; "
					+ "the same bytes can be sent again."),

	/** Another record has the packet's name. */
	PACKET_ID_CONFLICT("packet-id-conflict", HttpStatus.CONFLICT, "The packet_id is taken",
			"A record of other bytes has this packet_id. Nothing was recorded; a changed proposal needs a packet_id of "
					+ "its own."),

	/** More bytes than a packet may have. */
	PACKET_TOO_LARGE("packet-too-large", HttpStatus.CONTENT_TOO_LARGE, "The packet is too large",
			"The body has more bytes than a packet may have. Nothing was recorded."),

	/** A body that is neither JSON nor YAML, or is encoded. */
	UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type",
			"A packet is application/json or application/yaml, in UTF-8, without a Content-Encoding. Nothing was "
					+ "recorded."),

	/** A packet that breaks rules. */
	INVALID_PACKET("invalid-packet", HttpStatus.valueOf(422), "The packet breaks rules",
			"Each entry of errors points at one fault and says what would be right. A packet has the members that "
					+ "/schemas/approval-packet.json names and no other. Nothing was recorded. Correct the faults and send "
					+ "the packet again; POST /api/v1/packet-checks judges it without recording."),

	/** A packet that claims an approval. */
	GUARDRAIL_VIOLATION("guardrail-violation", HttpStatus.valueOf(422), "The packet claims what it cannot have",
			"A flag is not false, or a member that the schema does not name claims an approval, an execution or an "
					+ "activation. A packet proposes; it cannot approve. Nothing was recorded, and the attempt was logged."),

	/** A key that stands for other bytes. */
	IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", HttpStatus.valueOf(422), "The Idempotency-Key was used before",
			"This sender used this key for other bytes. A new packet needs a new key. Nothing was recorded."),

	/** More packets than a sender's share. */
	RATE_LIMITED("rate-limited", HttpStatus.TOO_MANY_REQUESTS, "Too many packets from one sender",
			"The sender posts more packets than its share, for recording or checking. Nothing of this one was recorded. "
					+ "Retry-After says when to try again."),

	/** More to record than fits the queue, or more readers of the stream than places. */
	OVERLOADED("overloaded", HttpStatus.SERVICE_UNAVAILABLE, "Overloaded",
			"Too many packets wait to be recorded, and nothing of this one was; or too many streams are open. "
					+ "Retry-After says when to try again."),

	/** The lock under which records are added, held by somebody else. */
	LOG_LOCKED("log-locked", HttpStatus.SERVICE_UNAVAILABLE, "The log is locked",
			"Another session on the same database has held the log's lock for longer than a batch waits for it: another "
					+ "instance, an import or an administrator. Nothing of the packet was recorded, and reading goes on. "
					+ "Retry-After says when to try again."),

	/** Recording frozen by the operator. */
	INTAKE_FROZEN("intake-frozen", HttpStatus.SERVICE_UNAVAILABLE, "Recording is frozen",
			"The operator has frozen recording for a while; the detail says since when and why. Nothing of the packet "
					+ "was recorded. Records are read and packets are checked as always, and a packet that was recorded "
					+ "before gets its record. Post the same bytes again later."),

	/** A database that does not force every guarantee. */
	GUARDRAILS_BROKEN("guardrails-broken", HttpStatus.SERVICE_UNAVAILABLE, "The guardrails are not intact",
			"The database is not as its schema made it: something that keeps records from being changed or approved is "
					+ "missing or altered, or something was added that could undo it. Nothing is recorded until that is "
					+ "put right. GET /api/v1/guardrails says what it is, and how to undo it."),

	/** Rows that somebody else added. */
	UNSIGNED_ROWS("unsigned-rows", HttpStatus.SERVICE_UNAVAILABLE, "The database has rows that no service signed",
			"After the last tree that was signed the database has rows that no service of this log added: somebody who "
					+ "has the password of the role that records added them. They are never signed. Nothing is recorded "
					+ "until the owner of the database has taken them out; reading goes on. The audit command names them, "
					+ "and docs/operating.md says how to take them out."),

	/** A token of Hermes WebUI, and none to compare it with. */
	SIDECAR_TOKEN_MISSING("sidecar-token-missing", HttpStatus.SERVICE_UNAVAILABLE,
			"There is no sidecar token to compare with",
			"The request came with an X-Hermes-Sidecar-Token, and the registry finds no file of Hermes WebUI to compare it "
					+ "with. Both have to use the same state directory. The registry's log says where it looked."),

	/** A JWT, and no keys to verify it with. */
	ISSUER_UNAVAILABLE("issuer-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The issuer is unavailable",
			"The request came with a JWT, and the keys of the issuer that the registry trusts cannot be read, so it can be "
					+ "neither accepted nor refused. Nothing was recorded. Retry-After says when to try again; the "
					+ "registry's log says what failed."),

	/** No database. */
	DATABASE_UNAVAILABLE("database-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The database is unavailable",
			"The database did not answer, can only be read, or has no room left; the detail says which. If a packet was on its way, post the same bytes again: it is never recorded "
					+ "twice."),

	/** Records or tiles that do not add up to the signed tree. */
	LOG_INCONSISTENT("log-inconsistent", HttpStatus.INTERNAL_SERVER_ERROR, "The log does not verify",
			"What the database holds does not add up to the tree that was signed: somebody changed it behind the "
					+ "service. Nothing unproven is served; the audit command names what differs."),

	/** A fault of the service. */
	INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "The service failed",
			"The service met a fault of its own. The operator finds it in the log by the incident id.");

	private static final String PREFIX = "/problems/";

	private final String name;

	private final HttpStatus status;

	private final String title;

	private final String meaning;

	ProblemType(String name, HttpStatus status, String title, String meaning) {
		this.name = name;
		this.status = status;
		this.title = title;
		this.meaning = meaning;
	}

	public static Optional<ProblemType> named(String name) {
		return Arrays.stream(values()).filter((type) -> type.name.equals(name)).findFirst();
	}

	public URI uri() {
		return URI.create(this.name.startsWith("https:") ? this.name : PREFIX + this.name);
	}

	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	public HttpStatus status() {
		return this.status;
	}

	public String title() {
		return this.title;
	}

	public String meaning() {
		return this.meaning;
	}

}
