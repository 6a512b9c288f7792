package cto.registry.contract;

import tools.jackson.databind.JsonNode;

/**
 * One operation of the contract, and who may ask for it.
 *
 * @param method its method, in upper case
 * @param path its path, with names of variables in braces
 * @param open whether nobody has to say who they are, anywhere
 * @param recording whether everybody has to, everywhere
 */
public record Operation(String method, String path, boolean open, boolean recording) {

	static Operation of(String method, String path, JsonNode operation, JsonNode usual) {
		JsonNode security = operation.has("security") ? operation.get("security") : usual;
		boolean open = security.isEmpty();
		return new Operation(method, path, open, !open && security.values().stream().noneMatch(JsonNode::isEmpty));
	}

}
