package cto.registry.web.ui;

import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;

/**
 * Somebody who reads the page: what they see of it, and what they do.
 */
final class Reader {

	private final Browser browser = Browser.shared();

	private final String origin;

	Reader(int port) {
		this.origin = "http://127.0.0.1:" + port;
		this.browser.reset(this.origin);
	}

	Browser browser() {
		return this.browser;
	}

	/** Opens the page, such as at {@code /#/<id>}, and waits until its list is there. */
	Reader open(String target) {
		// from elsewhere, because another fragment alone would load nothing
		this.browser.driver().get("about:blank");
		this.browser.driver().get(this.origin + target);
		Browser.await("the list is read",
				() -> Boolean.TRUE.equals(this.browser.run("const root = document.querySelector('execution-requests')"
						+ "?.shadowRoot; return root?.querySelector('.list > div')?.ariaBusy === 'false'")));
		return this;
	}

	String address() {
		return String.valueOf(this.browser.driver().getCurrentUrl()).substring(this.origin.length());
	}

	/** Puts another element in the page's place, with these attributes. */
	void place(Map<String, String> attributes) {
		this.browser.run("""
				const element = document.createElement("execution-requests");
				Object.entries(arguments[0]).forEach(([name, value]) => element.setAttribute(name, value));
				document.querySelector("execution-requests").replaceWith(element);
				""", attributes);
	}

	List<WebElement> all(String css) {
		return this.browser.driver()
			.findElement(By.cssSelector("execution-requests"))
			.getShadowRoot()
			.findElements(By.cssSelector(css));
	}

	WebElement first(String css) {
		return all(css).stream().findFirst().orElseThrow(() -> new NoSuchElementException(css));
	}

	boolean has(String css) {
		return !all(css).isEmpty();
	}

	/**
	 * The text as it is in the page, whatever style makes of it; "" where there is none.
	 */
	String text(String css) {
		return texts(css).stream().findFirst().orElse("");
	}

	List<String> texts(String css) {
		Object texts = this.browser.run("return [...document.querySelector('execution-requests').shadowRoot"
				+ ".querySelectorAll(arguments[0])].map((element) => element.textContent)", css);
		return (texts instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
	}

	List<String> titles() {
		return texts(".records .title");
	}

	void awaitText(String css, String part) {
		Browser.await(css + " has: " + part, () -> text(css).contains(part));
	}

	/** Opens the record with this title from the list. */
	void choose(String title) {
		int place = titles().indexOf(title);
		if (place < 0) {
			throw new NoSuchElementException(title);
		}
		all(".record").get(place).click();
		awaitText("article h2", title);
	}

	/** Fills a field of the filters in, and sends it. */
	void filter(String field, String value) {
		if (!field.equals("q") && first("details").getDomAttribute("open") == null) {
			first("summary").click();
		}
		WebElement input = first("[name=" + field + "]");
		input.sendKeys(value + Keys.ENTER);
	}

	/** Verifies the record that is shown. */
	void verify() {
		first("button.verify").click();
		Browser.await("everything is checked", () -> has(".verdict"));
	}

	/** How a step of the verification came out: holds, fails, open, or none. */
	String step(String name) {
		for (String state : List.of("holds", "fails", "open")) {
			if (texts(".steps ." + state + " .name").stream().anyMatch((step) -> step.endsWith(": " + name))) {
				return state;
			}
		}
		return "none";
	}

}
