package cto.registry.api;

import java.util.List;

import cto.registry.packet.Judgement;

/**
 * One fault as a client sees it.
 *
 * @param pointer where it is, a JSON Pointer (RFC 6901)
 * @param code which rule it breaks
 * @param detail what is wrong and what would be right
 */
record FaultView(String pointer, String code, String detail) {

	static List<FaultView> of(Judgement.Refused refused) {
		return refused.faults()
			.stream()
			.map((fault) -> new FaultView(fault.pointer(), fault.code().value(), fault.detail()))
			.toList();
	}

}
