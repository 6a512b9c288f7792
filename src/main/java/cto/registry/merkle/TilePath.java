package cto.registry.merkle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cto.registry.text.Excerpt;

/**
 * How C2SP tlog-tiles writes the coordinates of a tile into a path.
 */
final class TilePath {

	/** Eighteen digits hold every index that a tile can have. */
	private static final String COORDINATES = "(?<index>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/(?<width>[1-9][0-9]{0,2}))?";

	private static final Pattern TILE = Pattern.compile("(?<level>0|[1-9][0-9]?)/" + COORDINATES);

	private static final Pattern BUNDLE = Pattern.compile("entries/" + COORDINATES);

	private static final String RIGHT = "<N>[.p/<W>], where N is in as few groups of three digits as hold it, all but"
			+ " the last behind an x, and W is from 1 to 255, only where the tile is partial";

	private TilePath() {
	}

	static String of(Tile tile) {
		String path = String.format(Locale.ROOT, "%03d", tile.index() % 1000);
		for (long rest = tile.index() / 1000; rest > 0; rest /= 1000) {
			path = String.format(Locale.ROOT, "x%03d/", rest % 1000) + path;
		}
		return tile.full() ? path : path + ".p/" + tile.width();
	}

	static Tile parse(String path) {
		Matcher matcher = TILE.matcher(path);
		if (matcher.matches()) {
			Tile tile = tile(Integer.parseInt(matcher.group("level")), matcher);
			if (tile.path().equals(path)) {
				return tile;
			}
		}
		throw new IllegalArgumentException("The path of a tile is <L>/" + RIGHT
				+ ", and L is from 0 to 63, such as 0/x001/x234/067.p/8; not " + Excerpt.quoted(path));
	}

	static Tile parseBundle(String path) {
		Matcher matcher = BUNDLE.matcher(path);
		if (matcher.matches()) {
			Tile tile = tile(0, matcher);
			if (tile.bundlePath().equals(path)) {
				return tile;
			}
		}
		throw new IllegalArgumentException("The path of a bundle is entries/" + RIGHT
				+ ", such as entries/x001/x234/067.p/8; not " + Excerpt.quoted(path));
	}

	/**
	 * Lets leading groups of zeros and the width 256 pass: they are written otherwise.
	 */
	private static Tile tile(int level, Matcher matcher) {
		String width = matcher.group("width");
		long index = Long.parseLong(matcher.group("index").replaceAll("[x/]", ""));
		return new Tile(level, index, (width != null) ? Integer.parseInt(width) : Tile.WIDTH);
	}

}
