package cto.registry.observability;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out all that makes traces, unless an endpoint to send them to is configured:
 * observations of requests cost a quarter of one, and nobody would look at them.
 */
final class TracingOnDemand implements AutoConfigurationImportFilter, EnvironmentAware {

	static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final List<String> TRACING = List.of(
			"org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration",
			"org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry.");

	private boolean wanted;

	@Override
	public void setEnvironment(Environment environment) {
		this.wanted = isWanted(environment);
	}

	static boolean isWanted(Environment environment) {
		return StringUtils.hasText(environment.getProperty(ENDPOINT));
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = this.wanted || name == null || TRACING.stream().noneMatch(name::startsWith);
		}
		return matches;
	}

}
