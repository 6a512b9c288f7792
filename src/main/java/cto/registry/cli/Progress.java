package cto.registry.cli;

import java.util.Locale;

/**
 * How far a command has come, in a line that a person watches; nobody else gets it.
 */
final class Progress implements AutoCloseable {

	private static final long EVERY_NANOS = 200_000_000L;

	private final Console console;

	private final String format;

	private final long total;

	private long last = System.nanoTime();

	private boolean shown;

	/**
	 * Starts without a word.
	 * @param console where the person looks
	 * @param doing such as {@code Exporting}
	 * @param total the number of records
	 */
	Progress(Console console, String doing, long total) {
		this.console = console;
		this.format = doing + ": %,d of %,d records (%d %%)";
		this.total = total;
	}

	/** Tells how many records are done. */
	void at(long done) {
		long now = System.nanoTime();
		if (this.console.terminal() && now - this.last > EVERY_NANOS) {
			this.last = now;
			this.shown = true;
			this.console.overwrite(
					String.format(Locale.ROOT, this.format, done, this.total, 100 * done / Math.max(this.total, 1)));
		}
	}

	/** Wipes the line. */
	@Override
	public void close() {
		if (this.shown) {
			this.console.overwrite(" ".repeat(this.format.length() + 40));
			this.console.overwrite("");
		}
	}

}
