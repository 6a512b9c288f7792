package cto.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import cto.registry.log.LogEntry;
import cto.registry.merkle.Sha256;
import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import cto.registry.transfer.LogImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A log that leaves one database as files and comes back in another, and every way in
 * which the files can lie.
 */
@Tag("digits")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportImportTests {

	private static final int RECORDS = 300;

	private final Path directory;

	private final TestKey key;

	private final MadeLog log;

	private final TestDatabase empty = TestDatabase.migrated();

	private final Path data;

	private final Path export;

	ExportImportTests(@TempDir Path directory) throws Exception {
		this.key = TestKey.fresh("request-registry.local/log");
		this.log = new MadeLog(RECORDS, this.key.signing());
		this.directory = directory;
		this.data = this.key.dataDirectory(directory.resolve("data"));
		this.export = directory.resolve("export");
	}

	@BeforeAll
	void export() {
		TestDatabase source = TestDatabase.migrated();
		restore(source, this.log);
		run(source, "export", this.export.toString()).succeeds("Exported 300 records to " + this.export);
	}

	@Test
	void writesALogThatOtherToolsRead() throws IOException {
		assertThat(files(this.export).keySet())
			.contains("checkpoint", "key", "README.txt", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1",
					"tile/entries/000", "tile/entries/001.p/44", "packets/000.zip", "packets/001.p/44.zip",
					"idempotency-keys.jsonl", "admitted-repositories.txt", "approvers.txt")
			.hasSize(6 + 5 + 2);
		assertThat(Files.readString(this.export.resolve("checkpoint"))).isEqualTo(this.log.checkpoint().note());
		assertThat(Files.readString(this.export.resolve("key"))).isEqualTo(this.key.vkey() + "\n");
		try (ZipFile packets = new ZipFile(this.export.resolve("packets/000.zip").toFile())) {
			assertThat(packets.size()).isEqualTo(256);
			ZipEntry packet = packets.getEntry("7.yaml");
			assertThat(packets.getInputStream(packet).readAllBytes()).isEqualTo(this.log.packet(7));
			LocalDateTime submitted = LocalDateTime.ofInstant(LogEntry.parse(this.log.entry(7)).submittedAt(),
					ZoneOffset.UTC);
			// a ZIP counts every other second
			assertThat(packet.getTimeLocal()).isBetween(submitted.minusSeconds(2), submitted);
		}
	}

	@Test
	void comesBackAsItWasByteForByte() throws Exception {
		TestDatabase target = TestDatabase.migrated();
		run(target, "import", this.export.toString()).succeeds("Imported 300 records", "signed by " + this.key.name());
		Path again = Files.createDirectory(this.directory.resolve("again"));
		run(target, "export", again.toString()).succeeds();
		assertThat(files(again)).isEqualTo(files(this.export));
		assertThat(target.number("SELECT count(*) FROM registry.log_checkpoint WHERE tree_size > 0")).isEqualTo(1);
		assertThat(target.number("SELECT count(*) FROM registry.log_tile")).isEqualTo(1);
		assertThat(target.number("SELECT count(DISTINCT block) FROM registry.term_block")).isEqualTo(1);
		run(target, "import", this.export.toString()).fails(1, "The registry has 300 records already");
	}

	@Test
	void comesBackWhereItsLastTileIsFull() throws Exception {
		TestDatabase target = TestDatabase.migrated();
		assertThat(restore(target, new MadeLog(256, this.key.signing()))).containsExactly(256L);
		assertThat(target.number("SELECT count(*) FROM registry.execution_request")).isEqualTo(256);
	}

	@Test
	void comesBackUnderAnotherKeyWhereItsOwnIsNamed() throws Exception {
		TestDatabase target = TestDatabase.migrated();
		TestKey other = TestKey.fresh("example.com/log");
		Path otherData = other.dataDirectory(this.directory.resolve("other-data"));
		String[] settings = { "--registry.data-dir=" + otherData, "--registry.log.origin=example.com/log" };
		run(target, settings, "import", this.export.toString()).fails(1, "--source-key", this.key.vkey());
		run(target, settings, "import", this.export.toString(), "--source-key", this.key.vkey())
			.succeeds("signed by example.com/log");
		Path again = this.directory.resolve("other-again");
		run(target, settings, "export", again.toString()).succeeds();
		Map<String, String> expected = files(this.export);
		Map<String, String> actual = files(again);
		assertThat(actual.remove("checkpoint")).isNotEqualTo(expected.remove("checkpoint"));
		assertThat(actual.remove("key")).isNotEqualTo(expected.remove("key"));
		assertThat(actual).isEqualTo(expected);
	}

	@Test
	void refusesAPacketThatWasChangedOrIsGone() throws Exception {
		refuses(packets("000", (all) -> requireNonNull(all.get("7.yaml"))[5] ^= 1),
				"Record 7: the packet is not the one");
		refuses(packets("000", (all) -> all.put("8.json", Arrays.copyOf(requireNonNull(all.get("8.json")), 1 << 20))),
				"Record 8: ", "8.json has more than");
		refuses(packets("000", (all) -> all.put("8.json", new byte[0])), "Record 8: the packet is not the one");
		refuses(packets("000",
				(all) -> all.put("4.json", requireNonNull(all.put("6.json", requireNonNull(all.get("4.json")))))),
				"Record 4: the packet is not the one");
		refuses(packets("000", (all) -> all.remove("0.json")), "Record 0: packets/000.zip: ",
				"has to be '0.json', and is '1.json'");
		refuses(packets("001.p/44", (all) -> all.remove("299.yaml")), "Record 299: ",
				"has to be '299.yaml', and is none");
		refuses(packets("000", (all) -> all.put("256.json", new byte[0])), "Record 255: ",
				"has to be none, and is '256.json'");
		refuses(packets("000", (all) -> all.put("../../0.json", requireNonNull(all.remove("0.json")))), "Record 0: ");
	}

	@Test
	void refusesAnArchiveThatIsNoneOrCutShortOrGone() throws Exception {
		String full = "packets/000.zip";
		refuses((copy) -> Files.delete(copy.resolve(full)), "Record 0: packets/000.zip is missing");
		refuses((copy) -> Files.writeString(copy.resolve(full), "{}"), "Record 0: packets/000.zip: ", "is none");
		refuses(cut(full, 20), "Record 0: packets/000.zip: ", "and is none");
		refuses(cut(full, 50), "Record 0: packets/000.zip: unexpected EOF");
		refuses((copy) -> Files.writeString(copy.resolve(full),
				Files.readString(copy.resolve(full), StandardCharsets.ISO_8859_1).replace("7.yaml", "\u00ff.yaml"),
				StandardCharsets.ISO_8859_1), "Record 7: packets/000.zip: ");
	}

	@Test
	void refusesAnEntryThatWasChangedOrIsGone() throws Exception {
		refuses(replace("tile/entries/000", "\"alice\"", "\"carol\""), "Tile 0/000 is not that of the entries");
		refuses(replace("tile/entries/001.p/44", "\"alice\"", "\"carol\""),
				"The entries are not those that were signed");
		refuses(replace("tile/entries/000", "\"approval_granted\":false,", "\"approval_granted\":true ,"),
				"Record 0: The entry says approval_granted: true");
		refuses(replace("tile/entries/001.p/44", "\"approval_required_from\":\"JP\"",
				"\"approval_required_from\":\"AB\""), "Record 256: ", "somebody else has to approve");
		refuses(flip("tile/entries/000", 0), "tile");
		refuses((copy) -> Files.delete(copy.resolve("tile/entries/001.p/44")), "Record 256: ", "44 is missing");
		refuses((copy) -> Files.write(copy.resolve("tile/entries/001.p/44"), new byte[] { 0, 0 },
				StandardOpenOption.APPEND), "has 45 entries, not 44");
	}

	@Test
	void refusesATreeThatIsNotTheirs() throws Exception {
		refuses(flip("tile/0/000", 9), "Tile 0/000 is not that of the entries");
		refuses(flip("tile/0/001.p/44", 9), "Tile 0/001.p/44 is not that of the entries");
		refuses((copy) -> Files.delete(copy.resolve("tile/1/000.p/1")), "1 is missing");
		String other = new MadeLog(RECORDS, this.key.signing()).checkpoint().note();
		refuses((copy) -> Files.writeString(copy.resolve("checkpoint"), other),
				"The entries are not those that were signed");
		String shorter = new MadeLog(RECORDS - 1, this.key.signing()).checkpoint().note();
		refuses((copy) -> Files.writeString(copy.resolve("checkpoint"), shorter), "001.p/43 is missing");
		refuses(replace("checkpoint", "\n300\n", "\n301\n"), "not signed with its key");
		refuses((copy) -> Files.delete(copy.resolve("checkpoint")), "has no checkpoint");
		refuses((copy) -> Files.writeString(copy.resolve("key"), "x"), "The export says that its key is x");
	}

	@Test
	void refusesWhatStandsBesideTheTree() throws Exception {
		refuses((copy) -> Files.delete(copy.resolve("idempotency-keys.jsonl")), "idempotency-keys.jsonl is missing");
		refuses((copy) -> Files.writeString(copy.resolve("idempotency-keys.jsonl"), "{}\n"), "has a line that is not");
		refuses(replace("idempotency-keys.jsonl", "\"log_index\":297", "\"log_index\":300"), "Record 300: ");
		refuses((copy) -> Files.writeString(copy.resolve("admitted-repositories.txt"), "case-lab\n"),
				"Record 0: the packet breaks 1 rules", "not admitted");
		refuses((copy) -> Files.writeString(copy.resolve("approvers.txt"), "KT\n"),
				"Record 0: the packet breaks 1 rules", "'JP' is no configured approver; configured: KT");
		refuses((copy) -> Files.writeString(copy.resolve("approvers.txt"), "JP\nJP (approved)\n"),
				"The database refuses one of the names in registry.approver");
	}

	@Test
	void refusesADatabaseThatDoesNotForceEveryGuarantee() throws Exception {
		TestDatabase broken = TestDatabase.migrated();
		broken.execute(broken.superuser(),
				"ALTER TABLE registry.execution_request DROP CONSTRAINT execution_request_approval_not_granted");
		run(broken, "import", this.export.toString()).fails(1, "does not force every guarantee",
				"execution_request_approval_not_granted");
		assertThat(broken.number("SELECT count(*) FROM registry.execution_request")).isZero();
		run(TestDatabase.fresh(), "import", this.export.toString()).fails(2, "Start the service once: it migrates");
	}

	@Test
	void closesAnEmptyDirectoryToOthersAndRefusesOneOfAnotherUser() throws Exception {
		TestDatabase source = TestDatabase.migrated();
		run(source, "import", this.export.toString()).succeeds();
		Path open = Files.createDirectory(this.directory.resolve("open"));
		Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
		run(source, "export", open.toString()).succeeds("Exported 300 records");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open))).isEqualTo("rwx------");
		// only root gives directories away
		if (Files.getAttribute(open, "unix:uid").equals(0)) {
			Path other = Files.createDirectory(this.directory.resolve("other"));
			Files.setAttribute(other, "unix:uid", 65534);
			run(source, "export", other.toString()).fails(2, "other belongs to another user");
			assertThat(other).isEmptyDirectory();
		}
	}

	@Test
	void exportsOnlyIntoAnEmptyDirectoryAndOnlyWhatWasSigned() throws Exception {
		run(this.empty, "export", this.export.toString()).fails(2, "is not empty");
		run(this.empty, "export", this.export.resolve("key").toString()).fails(2, "is a file");
		run(this.empty, "export", this.directory.resolve("none").toString()).fails(2, "No checkpoint was signed yet");
		assertThat(this.directory.resolve("none")).doesNotExist();
		run(this.empty, "import", this.directory.resolve("none").toString()).fails(2, "There is no directory");
		TestDatabase tampered = TestDatabase.migrated();
		run(tampered, "import", this.export.toString()).succeeds();
		tampered.execute(tampered.superuser(),
				"ALTER TABLE registry.execution_request DISABLE TRIGGER ALL, DROP CONSTRAINT execution_request_leaf_hash;"
						+ "ALTER TABLE registry.log_checkpoint DISABLE TRIGGER ALL;"
						+ "UPDATE registry.execution_request SET submitted_by = 'mallory' WHERE log_index = 299");
		Path unfinished = this.directory.resolve("unfinished");
		run(tampered, "export", unfinished.toString()).fails(1, "not those that were signed", "is not finished");
		assertThat(unfinished.resolve("checkpoint")).doesNotExist();
		String other = TestKey.fresh(this.key.name()).vkey();
		run(tampered, "export", this.directory.resolve("none").toString(), "--key", other).fails(1,
				"A checkpoint in the database is not this log's");
		tampered.execute(tampered.superuser(), "DELETE FROM registry.log_checkpoint WHERE tree_size = 300;"
				+ "DELETE FROM registry.execution_request WHERE log_index = 299");
		run(tampered, "export", this.directory.resolve("none").toString()).warns("Not exported: 299 rows");
	}

	@Test
	void exportsWhatWasSignedAndSaysWhatItLeavesOut() throws Exception {
		TestDatabase database = TestDatabase.migrated();
		run(database, "import", this.export.toString()).succeeds();
		database.execute(database.writer(), Row.valid(300).insert());
		database.execute(database.writer(), """
				INSERT INTO registry.log_checkpoint (tree_size, log_index, root_hash, note)
				SELECT 301, 300, root_hash, replace(note, E'\\n300\\n', E'\\n301\\n')
				FROM registry.log_checkpoint WHERE tree_size = 300""");
		Path again = this.directory.resolve("with-a-foreign-row");
		run(database, "export", again.toString()).warns("Not exported: 1 rows after the last checkpoint");
		assertThat(files(again)).isEqualTo(files(this.export));
	}

	@Test
	void isWaitedForByTheDatabaseLongerThanAService() {
		PGSimpleDataSource connections = connections(TestDatabase.migrated());
		// on the connection of the import, since that is the one of this thread
		JdbcTemplate jdbc = new JdbcTemplate(connections);
		List<String> timeouts = new ArrayList<>();
		new LogImporter(connections, this.key.signing(), Clock.systemUTC()).restore(this.log,
				(done) -> timeouts.add(jdbc.queryForObject("SHOW idle_in_transaction_session_timeout", String.class)));
		assertThat(timeouts).isNotEmpty().containsOnly("5min");
	}

	/** Returns how far it said that it was. */
	private List<Long> restore(TestDatabase target, MadeLog copy) {
		List<Long> progress = new ArrayList<>();
		new LogImporter(connections(target), this.key.signing(), Clock.systemUTC()).restore(copy, progress::add);
		return progress;
	}

	private static PGSimpleDataSource connections(TestDatabase target) {
		PGSimpleDataSource connections = new PGSimpleDataSource();
		connections.setUrl(target.url());
		connections.setUser(target.writer().user());
		connections.setPassword(target.writer().password());
		return connections;
	}

	private void refuses(Change change, String... sentences) throws Exception {
		Path copy = Files.createTempDirectory(this.directory, "copy");
		try (Stream<Path> paths = Files.walk(this.export)) {
			for (Path path : paths.toList()) {
				Path to = copy.resolve(this.export.relativize(path).toString());
				if (!to.equals(copy)) {
					Files.copy(path, to);
				}
			}
		}
		change.to(copy);
		run(this.empty, "import", copy.toString()).fails(1, sentences);
		for (String table : List.of("execution_request", "log_tile", "term_block", "idempotency_key", "log_checkpoint",
				"admitted_repository", "approver")) {
			assertThat(this.empty.number("SELECT count(*) FROM registry." + table)).as(table).isZero();
		}
	}

	private CommandRun run(TestDatabase database, String... args) {
		return run(database, new String[] { "--registry.data-dir=" + this.data }, args);
	}

	private static CommandRun run(TestDatabase database, String[] settings, String... args) {
		List<String> all = new ArrayList<>(List.of(args));
		all.addAll(List.of("--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.writer().user(),
				"--spring.datasource.password=" + database.writer().password()));
		all.addAll(List.of(settings));
		return CommandRun.of(all.toArray(String[]::new));
	}

	private static Map<String, String> files(Path root) throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(root)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				files.put(root.relativize(path).toString().replace('\\', '/'),
						HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(path))));
			}
		}
		return files;
	}

	private static Change flip(String file, int position) {
		return (copy) -> {
			byte[] bytes = Files.readAllBytes(copy.resolve(file));
			bytes[position] ^= 1;
			Files.write(copy.resolve(file), bytes);
		};
	}

	/** Changes packets of an archive, whose files keep their order. */
	private static Change packets(String tile, Consumer<Map<String, byte[]>> change) {
		return (copy) -> {
			Path file = copy.resolve("packets/" + tile + ".zip");
			Map<String, byte[]> packets = new LinkedHashMap<>();
			try (ZipInputStream archive = new ZipInputStream(Files.newInputStream(file))) {
				for (ZipEntry next = archive.getNextEntry(); next != null; next = archive.getNextEntry()) {
					packets.put(next.getName(), archive.readAllBytes());
				}
			}
			change.accept(packets);
			try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
				for (Map.Entry<String, byte[]> packet : packets.entrySet()) {
					archive.putNextEntry(new ZipEntry(packet.getKey()));
					archive.write(packet.getValue());
				}
			}
		};
	}

	private static Change cut(String file, int length) {
		return (copy) -> Files.write(copy.resolve(file), Arrays.copyOf(Files.readAllBytes(copy.resolve(file)), length));
	}

	private static Change replace(String file, String before, String after) {
		return (copy) -> {
			String text = Files.readString(copy.resolve(file), StandardCharsets.ISO_8859_1);
			assertThat(text).contains(before);
			Files.writeString(copy.resolve(file), text.replaceFirst(Pattern.quote(before), after),
					StandardCharsets.ISO_8859_1);
		};
	}

	/** What somebody does to an export. */
	@FunctionalInterface
	private interface Change {

		void to(Path copy) throws IOException;

	}

}
