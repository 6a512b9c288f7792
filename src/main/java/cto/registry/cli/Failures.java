package cto.registry.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.LogInconsistentException;
import cto.registry.record.SqlStates;
import cto.registry.recording.LogLockedException;
import cto.registry.startup.FailureExplainer;
import cto.registry.transfer.InvalidLogSourceException;
import cto.registry.transfer.LogNotEmptyException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Puts what ends a command into sentences, and into an exit code.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

	private final Console console;

	private final Settings settings;

	Failures(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public int handleParseException(ParameterException ex, String[] args) {
		String command = ex.getCommandLine().getCommandSpec().qualifiedName();
		this.console.error(sentence(ex) + " '" + command + " --help' shows what it takes.");
		return Commands.COULD_NOT_RUN;
	}

	@Override
	public int handleExecutionException(Exception ex, CommandLine line, ParseResult parsed) {
		if (ex instanceof RefusedException || ex instanceof LogInconsistentException
				|| ex instanceof InvalidLogSourceException || ex instanceof LogNotEmptyException) {
			this.console.error(sentence(ex));
			return Commands.REFUSED;
		}
		if (ex instanceof GuardrailsBrokenException) {
			this.console.error("The database does not force every guarantee, so nothing is written to it: "
					+ sentence(ex) + " GET /api/v1/guardrails says more.");
			return Commands.REFUSED;
		}
		this.console.error((ex instanceof CommandFailedException) ? sentence(ex) : explanation(ex));
		return Commands.COULD_NOT_RUN;
	}

	private String explanation(Exception failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailureAnalyzedException analyzed) {
				return inOneLine(analyzed.analysis());
			}
		}
		FailureAnalysis analysis = FailureExplainer
			.of(new DefaultListableBeanFactory(), this.settings.environmentOrEmpty())
			.find(failure);
		if (analysis != null) {
			return inOneLine(analysis);
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String known = known(cause);
			if (known != null) {
				return known;
			}
		}
		return "The command failed: " + failure.getClass().getSimpleName() + ": " + sentence(failure);
	}

	private static String inOneLine(FailureAnalysis analysis) {
		String remedy = analysis.getAction();
		return (remedy != null) ? analysis.getDescription() + " " + remedy : analysis.getDescription();
	}

	private static @Nullable String known(Throwable failure) {
		if (failure instanceof LogLockedException) {
			return "Another session on the same database holds the log's lock: a service, an import or an administrator. "
					+ "Try again. docs/operating.md (RegistryLogLocked) shows how to find it and to end it.";
		}
		if (failure instanceof TransactionSystemException) {
			return sentence(failure) + " Run the command again: it begins with what is there.";
		}
		if (failure instanceof SQLException && SqlStates.isReadOnly(failure)) {
			return "The database can only be read: it is a standby, or default_transaction_read_only is on. "
					+ "The guardrails cannot be tried there; name the primary, or a restored copy, as spring.datasource.url.";
		}
		if (failure instanceof SQLException) {
			return "The database refuses: " + sentence(failure);
		}
		if (failure instanceof NoSuchFileException) {
			return "There is no file or directory " + failure.getMessage() + ".";
		}
		if (failure instanceof FileSystemException file) {
			String reason = (file.getReason() != null) ? file.getReason() : failure.getClass().getSimpleName();
			return file.getFile() + " cannot be used: " + reason + ".";
		}
		if (failure instanceof IOException && !(failure.getCause() instanceof SQLException)) {
			return "A file cannot be read or written: " + sentence(failure);
		}
		return null;
	}

	private static String sentence(Throwable failure) {
		String message = failure.getMessage();
		if (message == null || message.isBlank()) {
			return failure.getClass().getSimpleName() + ".";
		}
		return message.matches("(?s).*[.!?]") ? message : message + ".";
	}

}
