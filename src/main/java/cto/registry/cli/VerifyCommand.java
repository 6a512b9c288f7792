package cto.registry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;

import cto.registry.log.LogEntry;
import cto.registry.merkle.InclusionProof;
import cto.registry.merkle.InvalidProofException;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Sha256;
import cto.registry.note.Checkpoint;
import cto.registry.note.InvalidNoteException;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.TlogProof;
import cto.registry.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Checks a proof that a record is in the log, with nothing but the log's key.
 */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Checks a proof that a record is in the log, with nothing but the log's key. It proves that the "
				+ "request was recorded, not that anybody approved it.")
final class VerifyCommand implements Callable<Integer> {

	/** A packet has at most 16 MB, and no proof comes near. */
	private static final int MAX_BYTES = 16 << 20;

	private static final HexFormat HEX = HexFormat.of();

	private final Console console;

	@Option(names = "--key", paramLabel = "VKEY", required = true,
			description = "The log's verifier key, as it was published.")
	private String vkey = "";

	@Option(names = "--packet", paramLabel = "FILE", description = "A packet, to check that it is the one recorded.")
	private @Nullable Path packet;

	@Parameters(paramLabel = "PROOF",
			description = "What .../proof answers, as text (C2SP tlog-proof) or JSON; - is standard input.")
	private String proof = "";

	VerifyCommand(Console console) {
		this.console = console;
	}

	@Override
	public Integer call() throws IOException {
		VerifierKey key = LogKeyOption.parse("--key", this.vkey);
		try (InputStream in = this.proof.equals("-") ? this.console.in() : Files.newInputStream(Path.of(this.proof))) {
			verify(ProofFile.read(in.readNBytes(MAX_BYTES)), key);
		}
		catch (InvalidNoteException | InvalidProofException | IllegalArgumentException ex) {
			throw new RefusedException("Nothing is proven. " + ex.getMessage());
		}
		return Commands.FINE;
	}

	private void verify(TlogProof given, VerifierKey key) throws IOException {
		Checkpoint tree = SignedCheckpoint.open(given.checkpoint(), key).checkpoint();
		byte[] bytes = given.extra();
		if (bytes == null) {
			throw new IllegalArgumentException("The proof has no entry: its line 'extra' is missing");
		}
		InclusionProof.verify(given.index(), tree.size(), Rfc6962.leafHash(bytes), given.hashes(), tree.root());
		LogEntry entry = LogEntry.parse(bytes);
		byte[] file = (this.packet != null) ? recorded(this.packet, entry) : null;
		this.console.print("Signed by " + key.name() + " (key " + HEX.formatHex(key.id()) + "): a log of " + tree.size()
				+ " records with the root " + HEX.formatHex(tree.root()));
		this.console.print("In that log at index " + given.index() + ": the record " + entry.id());
		this.console.print("Its packet: " + entry.packetBytes() + " bytes of " + entry.packetMediaType()
				+ " with the SHA-256 " + HEX.formatHex(entry.packetSha256())
				+ ((file != null) ? ", which is " + this.packet + ", byte for byte" : ""));
		this.console.print("Submitted by " + shown(entry.submittedBy()) + " at " + entry.submittedAt());
		this.console.print("Not approved and not allowed to run when it was recorded; approval is required from "
				+ shown(entry.approvalRequiredFrom()));
		this.console.print("This proves that the request was recorded, not that anybody approved it.");
	}

	private static byte[] recorded(Path packet, LogEntry entry) throws IOException {
		try (InputStream in = Files.newInputStream(packet)) {
			byte[] bytes = in.readNBytes(MAX_BYTES + 1);
			if (bytes.length != entry.packetBytes() || !Arrays.equals(Sha256.of(bytes), entry.packetSha256())) {
				throw new IllegalArgumentException(packet + " is not the packet that was recorded: that has "
						+ entry.packetBytes() + " bytes and the SHA-256 " + HEX.formatHex(entry.packetSha256())
						+ ", and this file " + bytes.length + " and " + HEX.formatHex(Sha256.of(bytes)));
			}
			return bytes;
		}
	}

	/** What was signed is true, but it may still play with a terminal. */
	private static String shown(String text) {
		return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]", "?");
	}

}
