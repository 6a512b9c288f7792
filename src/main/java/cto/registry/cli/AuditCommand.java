package cto.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import cto.registry.audit.AuditSummary;
import cto.registry.audit.Finding;
import cto.registry.audit.LogAudit;
import cto.registry.audit.StoredFacts;
import cto.registry.guardrail.DatabaseGuardrails;
import cto.registry.guardrail.GuardrailReport;
import cto.registry.note.InvalidNoteException;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code audit}: checks the whole log, trusting nothing but the packets' bytes.
 */
@Command(name = "audit", mixinStandardHelpOptions = true,
		description = "Checks every record, tile and checkpoint, and the database's guardrails.",
		footer = { "", "Reads only, beside a running service or without one. Every record is checked from its packet's "
				+ "bytes up, the tree is rebuilt from the records, and all that is stored or signed is compared with it.",
				"", "Exit code 0: no findings. 1: findings. 2: it could not run." })
final class AuditCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	@Option(names = "--against", paramLabel = "FILE",
			description = "An earlier checkpoint, as GET /log/checkpoint gave it: proves that the log only grew since. "
					+ "May be given several times.")
	private List<Path> against = new ArrayList<>();

	@Option(names = "--format", paramLabel = "FORMAT", description = "text or json (default: ${DEFAULT-VALUE}).",
			defaultValue = "text")
	private AuditFormat format = AuditFormat.text;

	@Mixin
	private LogKeyOption key = new LogKeyOption();

	AuditCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() throws SQLException, IOException {
		VerifierKey verifier = this.key.verifier(this.settings);
		List<SignedCheckpoint> earlier = new ArrayList<>();
		for (Path file : this.against) {
			earlier.add(checkpoint(file, verifier));
		}
		try (RegistryDatabase database = RegistryDatabase.open(this.settings, "audit");
				Connection connection = database.connect();
				StoredFacts facts = new StoredFacts(database.connect());
				AuditOutput output = this.format.output(this.console)) {
			List<Finding> guardrails = guardrails(database);
			guardrails.forEach(output::finding);
			LogAudit audit = new LogAudit(connection, verifier, facts, earlier, output::finding);
			AuditSummary summary;
			try (Progress progress = new Progress(this.console, "Auditing", audit.expectedRecords())) {
				summary = audit.run(progress::at);
			}
			long findings = summary.findings() + guardrails.size();
			output.summary(summary, findings);
			return (findings == 0) ? Commands.FINE : Commands.REFUSED;
		}
	}

	private static List<Finding> guardrails(RegistryDatabase database) {
		GuardrailReport report = new DatabaseGuardrails(JdbcClient.create(database.dataSource()), database.dataSource(),
				Clock.systemUTC())
			.inspect();
		return report.faultsAndUndo()
			.stream()
			.map((fault) -> new Finding(null, null, "database_guardrails",
					"The database is not as its schema made it: " + fault))
			.toList();
	}

	private static SignedCheckpoint checkpoint(Path file, VerifierKey key) throws IOException {
		try {
			return SignedCheckpoint.open(Files.readString(file), key);
		}
		catch (NoSuchFileException ex) {
			throw new CommandFailedException("There is no file " + file
					+ "; --against takes a checkpoint that was kept, such as " + "GET /log/checkpoint gives.");
		}
		catch (InvalidNoteException ex) {
			throw new CommandFailedException(file + " is no checkpoint of this log: " + ex.getMessage() + ".");
		}
	}

}
