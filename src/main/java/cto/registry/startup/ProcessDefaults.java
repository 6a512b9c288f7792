package cto.registry.startup;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What a JVM takes from the machine, and this process must not: digits and case by the
 * locale, the time zone, and the character set of its output. To be set before any other
 * code of the process reads them.
 */
public final class ProcessDefaults {

	private ProcessDefaults() {
	}

	/**
	 * Sets the neutral locale, UTC, and UTF-8 on standard output and standard error.
	 */
	public static void set() {
		// For the libraries; the code here names a locale wherever one counts.
		Locale.setDefault(Locale.ROOT);
		// The driver sends it with each connection, and PostgreSQL refuses some that Java
		// has, such as JST.
		TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
		System.setOut(utf8(FileDescriptor.out));
		System.setErr(utf8(FileDescriptor.err));
	}

	private static PrintStream utf8(FileDescriptor stream) {
		return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
	}

}
