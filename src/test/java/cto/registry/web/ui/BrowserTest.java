package cto.registry.web.ui;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page in the browser that they all share: somebody records, and somebody
 * reads. Left out where there is no browser, unless {@link BrowserInstalled} has to find
 * one.
 */
@ExtendWith(BrowserInstalled.class)
@RegistryTest
abstract class BrowserTest {

	final Client agent;

	final Reader reader;

	BrowserTest(int port) {
		this.agent = Client.at(port).as(Tokens.AGENT);
		this.reader = new Reader(port);
	}

	@AfterEach
	void leavesNothingToComplainOf() {
		assertThat(this.reader.browser().complaints()).isEmpty();
	}

	final Reply record(String title) {
		return this.agent.record(TestPacket.fresh().with("title", '"' + title + '"').bytes());
	}

}
