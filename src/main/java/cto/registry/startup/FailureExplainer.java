package cto.registry.startup;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * What our failure analyzers and those of Spring Boot have to say of a failure.
 */
public final class FailureExplainer {

	private final ArgumentResolver arguments;

	private FailureExplainer(ArgumentResolver arguments) {
		this.arguments = arguments;
	}

	/**
	 * Makes them for an application, or for a command, which has no beans.
	 * @param beans what some analyzers look into
	 * @param environment the configuration that others quote
	 * @return the explanations
	 */
	public static FailureExplainer of(BeanFactory beans, Environment environment) {
		return new FailureExplainer(ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment));
	}

	/**
	 * Asks all but the last resort.
	 * @param failure any failure
	 * @return what is wrong and what to do, or null where nobody knows it
	 */
	public @Nullable FailureAnalysis find(Throwable failure) {
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
