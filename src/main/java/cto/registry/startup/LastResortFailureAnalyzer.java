package cto.registry.startup;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Speaks where no other analyzer does, so that even a failure that nobody thought of ends
 * in its messages and not in a stack trace. Spring Boot's analyzers have no order, so it
 * cannot be put after them, and asks them itself.
 */
class LastResortFailureAnalyzer implements FailureAnalyzer {

	private final FailureExplainer others;

	LastResortFailureAnalyzer(BeanFactory beans, Environment environment) {
		this.others = FailureExplainer.of(beans, environment);
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		Throwable last = failure;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailureAnalyzedException) {
				return null;
			}
			last = cause;
		}
		FailureAnalysis better = this.others.find(failure);
		if (better != null) {
			return better;
		}
		return new FailureAnalysis(String.format(Locale.ROOT, "The service could not start. %s: %s",
				last.getClass().getSimpleName(), last.getMessage()), "Start with --debug to see where it comes from.",
				failure);
	}

}
