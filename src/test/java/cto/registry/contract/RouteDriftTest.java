package cto.registry.contract;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Routes that only the contract or only the code has are found.
 */
class RouteDriftTest {

	private static final Contract CONTRACT = Contract.of("""
			openapi: 3.1.1
			paths:
			  /records:
			    parameters:
			      - $ref: '#/components/parameters/Limit'
			    get:
			      parameters:
			        - {name: If-None-Match, in: header}
			    post: {}
			  /records/{id}:
			    get: {}
			  /schemas/packet.json:
			    get: {}
			components:
			  parameters:
			    Limit: {name: limit, in: query}
			""", Map.of());

	@Test
	void findsNothingWhereBothSayTheSame() {
		assertThat(CONTRACT.compareRoutes("""
				{"paths": {
				  "/records": {
				    "get": {"parameters": [{"name": "limit", "in": "query"}, {"name": "Accept", "in": "header"}]},
				    "post": {"parameters": [{"name": "limit", "in": "query"}]}},
				  "/records/{uuid}": {"get": {}},
				  "/schemas/packet.json": {"get": {}}}}""")).isEmpty();
	}

	@Test
	void findsRoutesThatOnlyOneSideHas() {
		assertThat(CONTRACT.compareRoutes("""
				{"paths": {
				  "/records": {
				    "get": {"parameters": [{"name": "limit", "in": "query"}]},
				    "delete": {}},
				  "/records/{id}": {"get": {}},
				  "/approvals": {"post": {}},
				  "/schemas/packet.json": {"get": {}}}}""")).containsExactly(
				"DELETE /records is in the code, and not in the contract",
				"POST /approvals is in the code, and not in the contract",
				"POST /records is in the contract, and not in the code");
	}

	@Test
	void findsQueryParametersThatOnlyOneSideHas() {
		assertThat(CONTRACT.compareRoutes("""
				{"paths": {
				  "/records": {
				    "get": {"parameters": [{"name": "size", "in": "query"}]},
				    "post": {"parameters": [{"name": "limit", "in": "query"}]}},
				  "/records/{id}": {"get": {}},
				  "/schemas/packet.json": {"get": {}}}}""")).containsExactly(
				"GET /records has the query parameter 'limit' in the contract, and not in the code",
				"GET /records has the query parameter 'size' in the code, and not in the contract");
	}

	@Test
	void leavesOutWhatNoControllerServes() {
		assertThat(CONTRACT.compareRoutes("{\"paths\": {\"/records/{id}\": {\"get\": {}}, \"/page/x\": {\"get\": {}}}}",
				"/schemas/", "/page/"))
			.containsExactly("GET /records is in the contract, and not in the code",
					"POST /records is in the contract, and not in the code");
	}

}
