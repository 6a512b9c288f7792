package cto.registry.startup;

import java.nio.file.InvalidPathException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A path that the file system cannot have: with characters that are not in the character
 * set of the locale, or with a NUL.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidPathFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPathException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPathException cause) {
		if (cause.getInput().indexOf('\0') >= 0) {
			return new FailureAnalysis("The path '" + cause.getInput().replace('\0', '?') + "' has a NUL character.",
					"Write it without.", cause);
		}
		return new FailureAnalysis("The path '" + cause.getInput() + "' has characters that are not in "
				+ UnreadableText.charset() + ", the character set of the locale.", UnreadableText.REMEDY, cause);
	}

}
