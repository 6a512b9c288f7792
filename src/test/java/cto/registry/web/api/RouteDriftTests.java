package cto.registry.web.api;

import java.io.InputStream;
import java.util.Objects;

import cto.registry.contract.Contract;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the code serves and what the contract says are the same.
 */
@RegistryTest
class RouteDriftTests {

	private final Client anyone;

	RouteDriftTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
	}

	@Test
	void servesTheRoutesOfTheContractAndNoOther() {
		String generated = this.anyone.get("/v3/api-docs").text();
		assertThat(Contract.committed().compareRoutes(generated, "/actuator/")).isEmpty();
	}

	@Test
	void servesTheContractAndTheSchemaAsTheyAreCommitted() throws Exception {
		for (String[] document : new String[][] { { "/openapi.yaml", "/openapi/openapi.yaml" },
				{ "/schemas/approval-packet.json", "/openapi/approval-packet.schema.json" } }) {
			try (InputStream committed = getClass().getResourceAsStream(document[1])) {
				assertThat(this.anyone.get(document[0]).body())
					.isEqualTo(Objects.requireNonNull(committed).readAllBytes());
			}
		}
	}

	@Test
	void showsTheContractInSwaggerUi() {
		assertThat(this.anyone.get("/v3/api-docs/swagger-config").text()).contains("/openapi.yaml");
		assertThat(this.anyone.get("/swagger-ui/index.html").status()).isEqualTo(200);
	}

}
