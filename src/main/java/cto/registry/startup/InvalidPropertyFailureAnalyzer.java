package cto.registry.startup;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import cto.registry.text.Excerpt;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;

/**
 * Says of a property with a wrong value what was written, where, and what would be right;
 * Spring Boot's own analyzer, which it comes before, speaks of classes.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	static final String ACTION = "Correct it, or leave it out to have the default.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (cause.getCause() instanceof UnboundConfigurationPropertiesException) {
			return null;
		}
		if (cause.getCause() instanceof BindValidationException invalid) {
			String violations = invalid.getValidationErrors()
				.getAllErrors()
				.stream()
				.map((error) -> ((error instanceof FieldError field)
						? cause.getName() + "." + DataObjectPropertyName.toDashedForm(field.getField())
						: cause.getName()) + " " + error.getDefaultMessage())
				.sorted()
				.collect(Collectors.joining("; "));
			return new FailureAnalysis("The configuration is not valid: " + violations + ".", ACTION, cause);
		}
		return new FailureAnalysis(subject(cause) + ": " + reason(cause) + ".", ACTION, cause);
	}

	private static String subject(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		if (property == null) {
			return "The configuration is not valid";
		}
		boolean secret = property.getName().toString().matches(".*(password|secret|token|key).*");
		return String.format(Locale.ROOT, "The property %s has the value %s (%s)", property.getName(),
				Excerpt.quoted(secret ? "******" : String.valueOf(property.getValue())), property.getOrigin());
	}

	private static String reason(BindException failure) {
		ConversionFailedException conversion = deepest(failure);
		if (conversion != null) {
			return expected(conversion.getTargetType().getType());
		}
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return Objects.requireNonNullElse(root.getMessage(), "it cannot be read").replaceFirst("\\.$", "");
	}

	private static @Nullable ConversionFailedException deepest(Throwable failure) {
		ConversionFailedException found = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			found = (cause instanceof ConversionFailedException conversion) ? conversion : found;
		}
		return found;
	}

	private static String expected(Class<?> type) {
		Object[] constants = type.getEnumConstants();
		if (constants != null) {
			return "expected one of " + Arrays.stream(constants)
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", "));
		}
		if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
			return "expected a whole number";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "expected true or false";
		}
		if (type == Duration.class) {
			return "expected a duration such as 30s or 5m";
		}
		if (type == DataSize.class) {
			return "expected a size such as 512KB or 1MB";
		}
		if (type == InetAddress.class) {
			return "expected an IP address or a host name that can be resolved";
		}
		return "expected a value of the type " + type.getSimpleName();
	}

}
