package cto.registry.web.ui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page works for those who do not see it, or use no mouse.
 */
class AccessiblePageTests extends BrowserTest {

	private static final String AXE = axe();

	private static final String FINDINGS = """
			const done = arguments[arguments.length - 1];
			axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
			  .then((result) => done(result.violations.flatMap((rule) =>
			    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))))
			  .catch((failure) => done([String(failure)]));
			""";

	AccessiblePageTests(@LocalServerPort int port) {
		super(port);
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "dark, 1280", "light, 390", "dark, 390" })
	void hasNoFindings(String scheme, int width) {
		Reply record = record();
		this.reader.browser().scheme(scheme);
		this.reader.browser().screen(width, 844);
		this.reader.open("/");
		this.reader.first("summary").click();
		assertThat(findings()).isEmpty();
		this.reader.filter("work_item", "NONE-1");
		this.reader.awaitText(".notice", "No record matches.");
		assertThat(findings()).isEmpty();
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("pre.packet", "packet_id");
		this.reader.verify();
		assertThat(findings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "light", "dark" })
	void hasNoFindingsWhereSomethingIsWrong(String scheme) {
		Reply record = record();
		this.reader.browser().scheme(scheme);
		this.reader.browser().before(Interception.changing("/packet", "bytes.slice(1)"));
		this.reader.open("/#/" + record.at("/id"));
		this.reader.awaitText("pre.packet", "packet_id");
		this.reader.verify();
		assertThat(findings()).isEmpty();
		this.reader.open("/#/none");
		this.reader.awaitText(".detail .trouble", "not the id");
		assertThat(findings()).isEmpty();
	}

	@Test
	void needsNoMoreThanTabAndEnter() {
		record();
		this.reader.open("/");
		String focused = "";
		for (int i = 0; i < 20 && !focused.contains("record"); i++) {
			press(Keys.TAB);
			focused = focused();
		}
		press(Keys.ENTER);
		this.reader.awaitText("article h2", "Within reach");
		Browser.await("the title has the focus", () -> focused().equals("title"));
		for (int i = 0; i < 40 && !focused.contains("verify"); i++) {
			press(Keys.TAB);
			focused = focused();
		}
		press(Keys.ENTER);
		Browser.await("everything is checked", () -> this.reader.has(".verdict.holds"));
		press(Keys.ESCAPE);
		assertThat(focused()).contains("record");
	}

	@Test
	void comesBackToTheListOnAPhone() {
		for (int i = 0; i < 10; i++) {
			record();
		}
		this.reader.browser().screen(390, 844);
		this.reader.open("/");
		this.reader.all(".record").get(6).click();
		this.reader.awaitText("article h2", "Within reach");
		assertThat(this.reader.first(".list").isDisplayed()).isFalse();
		this.reader.first(".back").click();
		assertThat(this.reader.address()).isEqualTo("/");
		assertThat(this.reader.first(".list").isDisplayed()).isTrue();
		assertThat(this.reader.first(".record:focus")).isEqualTo(this.reader.all(".record").get(6));
	}

	@Test
	void hasTargetsThatAFingerHits() {
		record();
		this.reader.open("/").choose("Within reach");
		assertThat(this.reader.browser()
			.run("""
					const root = document.querySelector("execution-requests").shadowRoot;
					return [...root.querySelectorAll("button, a, input, select, summary"), ...document.querySelectorAll("header a")]
					  .filter((node) => node.checkVisibility() && !node.matches(".back") && node.getBoundingClientRect().height < 24)
					  .map((node) => node.outerHTML)
					"""))
			.isEqualTo(List.of());
	}

	private Reply record() {
		return record("Within reach");
	}

	private void press(Keys key) {
		new Actions(this.reader.browser().driver()).sendKeys(key).perform();
	}

	private String focused() {
		return String.valueOf(this.reader.browser().run("""
				const inside = document.querySelector("execution-requests").shadowRoot.activeElement;
				return inside ? inside.id || inside.className : ""
				"""));
	}

	private List<?> findings() {
		this.reader.browser().run(AXE);
		Object findings = this.reader.browser().driver().executeAsyncScript(FINDINGS);
		return (List<?>) Objects.requireNonNull(findings);
	}

	private static String axe() {
		try (InputStream script = AccessiblePageTests.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
