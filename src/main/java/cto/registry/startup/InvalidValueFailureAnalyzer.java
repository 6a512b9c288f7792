package cto.registry.startup;

import java.util.Locale;

import cto.registry.text.Excerpt;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The same, for a value that Spring Boot itself refuses after it was bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class InvalidValueFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
		return new FailureAnalysis(
				String.format(Locale.ROOT, "The property %s has the value %s: %s.", cause.getName(),
						Excerpt.quoted(String.valueOf(cause.getValue())), cause.getReason()),
				InvalidPropertyFailureAnalyzer.ACTION, cause);
	}

}
