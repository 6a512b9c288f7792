package cto.registry.web.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileSystemUtils;

/**
 * One headless Chromium for all tests of a run. It is what is installed: nothing is
 * downloaded.
 */
final class Browser {

	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private static final long WAIT_TIMEOUT_MS = 15_000;

	/** What went wrong in the page by itself, to be asked for afterwards. */
	private static final String WITNESS = """
			window.complaints = [];
			addEventListener("securitypolicyviolation", (e) => complaints.push(`CSP ${e.violatedDirective}: ${e.blockedURI}`));
			addEventListener("error", (e) => complaints.push(`error: ${e.message}`));
			addEventListener("unhandledrejection", (e) => complaints.push(`rejection: ${e.reason}`));
			""";

	private final ChromeDriver driver;

	private final List<String> scripts = new ArrayList<>();

	private Browser() {
		SELENIUM.setLevel(Level.SEVERE);
		Path profile = profile();
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BrowserInstalled.chromium().orElseThrow().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars", "--lang=en-GB",
				"--force-device-scale-factor=1", "--user-data-dir=" + profile);
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder()
			.usingDriverExecutable(BrowserInstalled.driver().orElseThrow().toFile())
			.build(), options);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			this.driver.quit();
			FileSystemUtils.deleteRecursively(profile.toFile());
		}));
		command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
	}

	private static Path profile() {
		try {
			return Files.createTempDirectory("registry-test-browser");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Browser shared() {
		return Shared.BROWSER;
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * As after the first start: nothing kept, nothing injected, a wide and light screen.
	 */
	void reset(String origin) {
		this.driver.get("about:blank");
		for (String script : this.scripts) {
			command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
		}
		this.scripts.clear();
		command("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
		this.driver.manage().logs().get(LogType.BROWSER);
		screen(1280, 860);
		scheme("light");
	}

	/** Runs a script in each page before the page's own. */
	void before(String script) {
		Object id = command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script)).get("identifier");
		this.scripts.add(String.valueOf(id));
	}

	void screen(int width, int height) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void scheme(String colours) {
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	byte[] screenshot() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	@Nullable Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * What the page complained of since the last {@link #reset}: violations of its
	 * policy, errors of its scripts, and what is on the console. An answer that is no
	 * success is no complaint.
	 */
	List<String> complaints() {
		List<String> complaints = new ArrayList<>();
		if (run("return window.complaints || []") instanceof List<?> own) {
			own.forEach((complaint) -> complaints.add(String.valueOf(complaint)));
		}
		for (LogEntry entry : this.driver.manage().logs().get(LogType.BROWSER)) {
			if (!entry.getMessage().contains("Failed to load resource")) {
				complaints.add(entry.getMessage());
			}
		}
		return complaints;
	}

	private Map<String, Object> command(String name, Map<String, Object> parameters) {
		return Objects.requireNonNull(this.driver.executeCdpCommand(name, parameters));
	}

	/** Waits until something is so, and fails with its description where it never is. */
	static void await(String what, BooleanSupplier isSo) {
		long end = System.nanoTime() + WAIT_TIMEOUT_MS * 1_000_000;
		while (!isSo.getAsBoolean()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("Waited in vain until " + what);
			}
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

	private static final class Shared {

		private static final Browser BROWSER = new Browser();

	}

}
