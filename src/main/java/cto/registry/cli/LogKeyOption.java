package cto.registry.cli;

import cto.registry.log.LogKeyFile;
import cto.registry.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The key that verifies the log: the option, or the key that the service signs with,
 * which is only read.
 */
final class LogKeyOption {

	@Option(names = "--key", paramLabel = "VKEY",
			description = "The log's verifier key, as GET /log/key shows it. Without it, that of "
					+ "registry.log.key-file or of log.key in the data directory.")
	private @Nullable String vkey;

	VerifierKey verifier(Settings settings) {
		return (this.vkey != null) ? parse("--key", this.vkey)
				: LogKeyFile.read(settings.log(), settings.dataDirectory()).verifier();
	}

	static VerifierKey parse(String option, String vkey) {
		try {
			return VerifierKey.parse(vkey.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailedException("The option " + option + " is not understood. " + ex.getMessage() + ".");
		}
	}

}
