package cto.registry.embedded.start;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Speaks where no other analyzer does, so that even a failure that nobody thought of ends
 * in its messages and not in a stack trace. Spring Boot's analyzers have no order, so it
 * cannot be put after them, and asks them itself.
 */
class LastResortFailureAnalyzer implements FailureAnalyzer {

	private final ArgumentResolver arguments;

	LastResortFailureAnalyzer(BeanFactory beans, Environment environment) {
		this.arguments = ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment);
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
		FailureAnalysis better = others(failure);
		if (better != null) {
			return better;
		}
		return new FailureAnalysis(
				"The service could not start. %s: %s".formatted(last.getClass().getSimpleName(), last.getMessage()),
				"Start with --debug to see where it comes from.", failure);
	}

	private @Nullable FailureAnalysis others(Throwable failure) {
		for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, this.arguments, FailureHandler.handleMessage((message, ex) -> {
			}))) {
			FailureAnalysis analysis = (analyzer instanceof LastResortFailureAnalyzer) ? null : ask(analyzer, failure);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private static @Nullable FailureAnalysis ask(FailureAnalyzer analyzer, Throwable failure) {
		try {
			return analyzer.analyze(failure);
		}
		catch (RuntimeException | LinkageError ex) {
			// An analyzer that fails has nothing to say, as in Spring Boot itself.
			return null;
		}
	}

}
