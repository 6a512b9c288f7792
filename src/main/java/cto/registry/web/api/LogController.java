package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import cto.registry.log.Checkpoints;
import cto.registry.log.EntryBundles;
import cto.registry.log.Proofs;
import cto.registry.log.StoredTiles;
import cto.registry.merkle.Tile;
import cto.registry.note.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The transparency log as C2SP tlog-tiles has it, below {@code /log}.
 */
@RestController
class LogController {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final HexFormat HEX = HexFormat.of();

	private final Checkpoints checkpoints;

	private final StoredTiles tiles;

	private final EntryBundles bundles;

	private final Proofs proofs;

	LogController(Checkpoints checkpoints, StoredTiles tiles, EntryBundles bundles, Proofs proofs) {
		this.checkpoints = checkpoints;
		this.tiles = tiles;
		this.bundles = bundles;
		this.proofs = proofs;
	}

	@GetMapping("/log/checkpoint")
	ResponseEntity<String> checkpoint() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).mustRevalidate())
			.contentType(TEXT)
			.body(latest().note());
	}

	@GetMapping("/log/key")
	ResponseEntity<String> key() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).mustRevalidate())
			.contentType(TEXT)
			.body(this.checkpoints.key() + "\n");
	}

	@GetMapping("/log/tile/entries/{*path}")
	ResponseEntity<byte[]> bundle(@PathVariable("path") String path) {
		Tile tile = within(tile("entries" + path));
		return forever(this.bundles.read(tile));
	}

	@GetMapping("/log/tile/{level}/{*path}")
	ResponseEntity<byte[]> tile(@PathVariable("level") String level, @PathVariable("path") String path) {
		Tile tile = within(tile(level + path));
		return forever(this.tiles.read(tile));
	}

	@GetMapping(path = "/api/v1/log/consistency", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Consistency> consistency(@RequestParam(name = "from", required = false) @Nullable String from,
			@RequestParam(name = "to", required = false) @Nullable String to) {
		SignedCheckpoint latest = latest();
		long size = latest.checkpoint().size();
		long later = Parameters.number("to", to, 0, size, size);
		long earlier = Parameters.number("from", Parameters.required("from", from), 0, later, 0);
		SignedCheckpoint checkpoint = (later == size) ? latest
				: this.checkpoints.ofSize(later)
					.orElseThrow(() -> new NotFoundException("No checkpoint was signed at size " + later
							+ "; ask for a size that a checkpoint has, or leave to out for the latest, which is "
							+ size));
		List<String> hashes = this.proofs.consistency(earlier, checkpoint).stream().map(HEX::formatHex).toList();
		return ResponseEntity.ok()
			.cacheControl((to != null) ? CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable()
					: CacheControl.noCache().cachePrivate())
			.body(new Consistency(earlier, later, hashes, checkpoint.note()));
	}

	private SignedCheckpoint latest() {
		return this.checkpoints.latest()
			.orElseThrow(() -> new NotFoundException("No checkpoint was signed yet; one is with the next record"));
	}

	private static Tile tile(String path) {
		try {
			return path.startsWith("entries/") ? Tile.parseBundle(path) : Tile.parse(path);
		}
		catch (IllegalArgumentException ex) {
			throw new NotFoundException(String.valueOf(ex.getMessage()));
		}
	}

	private Tile within(Tile tile) {
		// a full tile that was read once needs no look at the checkpoint again
		if (!this.tiles.has(tile)) {
			long size = latest().checkpoint().size();
			if (!tile.within(size)) {
				throw new NotFoundException("The tree of " + size + " leaves has no tile " + tile.path());
			}
		}
		return tile;
	}

	private static ResponseEntity<byte[]> forever(byte[] body) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CACHE_CONTROL, ResponseHeaders.IMMUTABLE)
			.eTag(ResponseHeaders.eTag(body))
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.body(body);
	}

	/** A consistency proof (RFC 9162 section 2.1.4). */
	record Consistency(long from, long to, List<String> hashes, String checkpoint) {
	}

}
