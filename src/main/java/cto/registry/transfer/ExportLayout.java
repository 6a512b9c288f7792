package cto.registry.transfer;

import java.nio.file.Path;

import cto.registry.merkle.Tile;
import cto.registry.packet.PacketMediaType;

/**
 * What lies where in an export: a static log as C2SP tlog-tiles has it, and beside it
 * what the entries do not say.
 *
 * @param directory the export
 */
public record ExportLayout(Path directory) {

	Path checkpoint() {
		return this.directory.resolve("checkpoint");
	}

	Path key() {
		return this.directory.resolve("key");
	}

	Path tile(Tile tile) {
		return this.directory.resolve("tile/" + tile.path());
	}

	Path bundle(Tile tile) {
		return this.directory.resolve("tile/" + tile.bundlePath());
	}

	/** The packets of the entries in {@link #bundle}. */
	Path packets(Tile tile) {
		return this.directory.resolve("packets/" + tile.bundlePath().substring("entries/".length()) + ".zip");
	}

	/** The name of a packet in {@link #packets}. */
	static String packet(long index, String mediaType) {
		return index + (mediaType.equals(PacketMediaType.YAML.value()) ? ".yaml" : ".json");
	}

	Path idempotencyKeys() {
		return this.directory.resolve("idempotency-keys.jsonl");
	}

	Path admittedRepositories() {
		return this.directory.resolve("admitted-repositories.txt");
	}

	Path approvers() {
		return this.directory.resolve("approvers.txt");
	}

	Path readme() {
		return this.directory.resolve("README.txt");
	}

	/** As a person finds it. */
	String name(Path file) {
		return this.directory.relativize(file).toString();
	}

}
