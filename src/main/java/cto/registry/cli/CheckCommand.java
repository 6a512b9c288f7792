package cto.registry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;

import cto.registry.packet.PacketMediaType;
import cto.registry.packet.PacketValidator;
import cto.registry.packet.RegistryFacts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Validates packets as the service would, without a database.
 */
@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Judges packets offline, as the service would. Valid does not mean approved: nothing here can "
				+ "approve a packet.")
final class CheckCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	@Option(names = "--format", paramLabel = "text|json", description = "How to print what was found; text by default.")
	private Format format = Format.TEXT;

	@Option(names = "--type", paramLabel = "TYPE",
			description = "json or yaml, for standard input and files whose names do not end in .json, .yaml or .yml.")
	private @Nullable PacketMediaType type;

	@Option(names = "--admitted", paramLabel = "NAME",
			description = "A repository that packets may target, instead of those of the configuration; repeatable.")
	private List<String> admitted = new ArrayList<>();

	@Parameters(paramLabel = "FILE", arity = "1..*", description = "Packets; - is standard input.")
	private List<String> files = new ArrayList<>();

	CheckCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() {
		int limit = this.settings.intake().maxBytes();
		Set<String> repositories = this.admitted.isEmpty() ? this.settings.admittedRepositories()
				: new TreeSet<>(this.admitted);
		Set<String> approvers = this.settings.approvers();
		CheckPrinter printer = new CheckPrinter(this.console, this.format);
		int code = Commands.FINE;
		for (String file : this.files) {
			CheckedFile checked = check(file, limit, repositories, approvers);
			printer.print(checked);
			code = Math.max(code, checked.exitCode());
		}
		printer.finish();
		return code;
	}

	private CheckedFile check(String file, int limit, Set<String> repositories, Set<String> approvers) {
		Optional<PacketMediaType> mediaType = typeOf(file);
		if (mediaType.isEmpty()) {
			return CheckedFile.unreadable(file, "its name does not say whether it is JSON or YAML; give --type");
		}
		byte[] packet;
		try (InputStream bytes = file.equals("-") ? this.console.in() : Files.newInputStream(Path.of(file))) {
			packet = bytes.readNBytes(limit + 1);
		}
		catch (NoSuchFileException ex) {
			return CheckedFile.unreadable(file, "there is no such file");
		}
		catch (IOException ex) {
			return CheckedFile.unreadable(file, "it cannot be read: " + ex.getMessage());
		}
		if (packet.length > limit) {
			return CheckedFile.refused(file, "packet_too_large", "it has more than the " + limit
					+ " bytes that a packet may have (registry.intake.max-packet-bytes)");
		}
		Offline facts = new Offline(repositories, approvers, new ArrayList<>());
		return CheckedFile.of(file, PacketValidator.ofPackets(facts).validate(packet, mediaType.get()), facts.notes());
	}

	private Optional<PacketMediaType> typeOf(String file) {
		String name = file.toLowerCase(Locale.ROOT);
		if (name.endsWith(".json")) {
			return Optional.of(PacketMediaType.JSON);
		}
		return (name.endsWith(".yaml") || name.endsWith(".yml")) ? Optional.of(PacketMediaType.YAML)
				: Optional.ofNullable(this.type);
	}

	/**
	 * How to print.
	 */
	enum Format {

		/** For people: a line for each violation. */
		TEXT,

		/** For scripts. */
		JSON;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** What is known without a database: records are taken to exist. */
	private record Offline(Set<String> admittedRepositories, Set<String> approvers,
			List<String> notes) implements RegistryFacts {

		@Override
		public boolean recordExists(UUID id) {
			this.notes.add("supersedes: whether there is a record " + id + " was not looked up");
			return true;
		}

	}

}
