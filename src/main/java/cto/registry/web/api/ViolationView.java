package cto.registry.web.api;

import java.util.List;

import cto.registry.packet.ValidationResult;

/**
 * One violation as a client sees it.
 *
 * @param pointer where it is, a JSON Pointer (RFC 6901)
 * @param code which rule it breaks
 * @param detail what is wrong and what would be right
 */
record ViolationView(String pointer, String code, String detail) {

	static List<ViolationView> of(ValidationResult.Invalid refused) {
		return refused.violations()
			.stream()
			.map((fault) -> new ViolationView(fault.pointer(), fault.code().value(), fault.detail()))
			.toList();
	}

}
