package cto.registry.web.security;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * No sender posts more than its share.
 */
@RegistryTest
class RateLimitTests implements Guarded {

	private static final String CHECKS = "/api/v1/packet-checks";

	private final Client anyone;

	RateLimitTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
	}

	@Test
	void holdsOneSenderBackAndNoOther() {
		Client hasty = this.anyone.as(Guarded.ISSUER.token("hasty", "registry.submit registry.read"));
		Reply reply = hasty.record(TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(201);
		byte[] packet = TestPacket.fresh().bytes();
		for (int i = 0; i <= Guarded.BURST && reply.status() != 429; i++) {
			reply = hasty.post(CHECKS, "application/json", packet);
		}
		assertThat(reply.status()).isEqualTo(429);
		assertThat(reply.at("/type")).isEqualTo("/problems/rate-limited");
		assertThat(Long.parseLong(String.valueOf(reply.header("Retry-After")))).isBetween(1L, 60L);
		assertThat(hasty.record(packet).status()).isEqualTo(429);
		assertThat(hasty.get("/api/v1/execution-requests").status()).isEqualTo(200);
		Client other = this.anyone.as(Guarded.ISSUER.token("patient", "registry.submit"));
		assertThat(other.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.7", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2", "0:0:0:0:0:0:0:1, 0:0:0:0" })
	void countsAnonymousSendersByTheNetworkThatIsTheirs(String address, String network) {
		assertThat(RateLimit.network(address)).isEqualTo(network);
	}

	@Test
	void isOffUnlessConfigured() {
		assertThat(new RateLimitProperties(0, 0).limited()).isFalse();
		assertThat(new RateLimitProperties(60, 0).burst()).isEqualTo(60);
		assertThatIllegalArgumentException().isThrownBy(() -> new RateLimitProperties(-1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new RateLimitProperties(0, 5));
	}

}
