package cto.registry.observability;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * What is logged meanwhile, in the two forms that the service can write it in.
 */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private static final Logger OURS = (Logger) LoggerFactory.getLogger("cto.registry");

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private CapturedLog() {
		setContext(ROOT.getLoggerContext());
		start();
		ROOT.addAppender(this);
		OURS.setLevel(Level.DEBUG);
	}

	static CapturedLog begin() {
		return new CapturedLog();
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	List<ILoggingEvent> events() {
		return this.events;
	}

	/** As a person reads it. */
	List<String> text() {
		OutputStreamAppender<ILoggingEvent> console = (OutputStreamAppender<ILoggingEvent>) ROOT.getAppender("CONSOLE");
		return encoded(Objects.requireNonNull(console).getEncoder());
	}

	/** As {@code logging.structured.format.console=ecs} writes it. */
	List<String> json() {
		LoggerContext context = ROOT.getLoggerContext();
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(context);
		encoder.setFormat("ecs");
		encoder.setCharset(StandardCharsets.UTF_8);
		encoder.start();
		return encoded(encoder);
	}

	static JsonNode parse(String line) {
		return JsonMapper.shared().readTree(line);
	}

	private List<String> encoded(Encoder<ILoggingEvent> encoder) {
		return this.events.stream().map((event) -> new String(encoder.encode(event), StandardCharsets.UTF_8)).toList();
	}

	@Override
	public void close() {
		OURS.setLevel(null);
		ROOT.detachAppender(this);
		stop();
	}

}
