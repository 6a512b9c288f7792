package cto.registry.web.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

import cto.registry.guardrail.GuardrailReport;
import cto.registry.guardrail.Guardrails;
import cto.registry.record.AdmittedRepositories;
import cto.registry.record.Approvers;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the registry says of itself: that it lives, what it guards, what it admits, who
 * approves.
 */
@RestController
class RegistryController {

	private final Guardrails guardrails;

	private final AdmittedRepositories repositories;

	private final Approvers approvers;

	RegistryController(Guardrails guardrails, AdmittedRepositories repositories, Approvers approvers) {
		this.guardrails = guardrails;
		this.repositories = repositories;
		this.approvers = approvers;
	}

	/** Liveness for Hermes, whose page asks from another origin. */
	@GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Boolean>> health() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
			.body(Map.of("ok", true));
	}

	@GetMapping(path = "/api/v1/guardrails", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<GuardrailReport> guardrails() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.guardrails.inspect());
	}

	@GetMapping(path = "/api/v1/repositories", produces = MediaType.APPLICATION_JSON_VALUE)
	Repositories repositories() {
		Set<String> now = this.repositories.configured();
		return new Repositories(this.repositories.everConfigured()
			.stream()
			.map((name) -> new Repository(name, now.contains(name)))
			.toList(), true);
	}

	@GetMapping(path = "/api/v1/approvers", produces = MediaType.APPLICATION_JSON_VALUE)
	ApproverList approvers() {
		Set<String> now = this.approvers.configured();
		return new ApproverList(
				this.approvers.everConfigured().stream().map((name) -> new Approver(name, now.contains(name))).toList(),
				true);
	}

	record Repositories(List<Repository> items, boolean readOnly) {
	}

	record Repository(String name, boolean admitted) {
	}

	record ApproverList(List<Approver> items, boolean readOnly) {
	}

	record Approver(String name, boolean configured) {
	}

}
