package cto.registry.web.ui;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets tests run where Chromium and its driver are installed. Where they are not, the
 * tests are left out with a line that says so, or fail where the environment variable
 * {@code REGISTRY_BROWSER_REQUIRED} is set.
 */
final class BrowserInstalled implements ExecutionCondition {

	private static final String REQUIRED = "REGISTRY_BROWSER_REQUIRED";

	static Optional<Path> chromium() {
		return onPath("chromium").or(() -> onPath("chromium-browser")).or(() -> onPath("google-chrome"));
	}

	static Optional<Path> driver() {
		return onPath("chromedriver");
	}

	private static Optional<Path> onPath(String name) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (chromium().isPresent() && driver().isPresent()) {
			return ConditionEvaluationResult.enabled("Chromium and its driver are installed");
		}
		String missing = "The tests in a browser need chromium and chromedriver on the PATH"
				+ " (on Debian: the packages chromium and chromium-driver)";
		if (System.getenv(REQUIRED) != null) {
			throw new IllegalStateException(missing + ", and " + REQUIRED + " is set");
		}
		if (context.getTestMethod().isEmpty()) {
			System.out.println("Left out: " + context.getDisplayName() + ". " + missing + ".");
		}
		return ConditionEvaluationResult.disabled(missing);
	}

}
