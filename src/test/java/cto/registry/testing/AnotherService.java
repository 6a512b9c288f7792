package cto.registry.testing;

import java.time.Clock;

import cto.registry.RequestRegistry;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * One more instance of the service, on a database that another one uses.
 */
public final class AnotherService implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private AnotherService(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts it.
	 * @param database the database that it shares
	 * @param settings what it has otherwise than the others, as arguments
	 * @return the running service
	 */
	public static AnotherService on(TestDatabase database, String... settings) {
		return on(database, (context) -> {
		}, settings);
	}

	/**
	 * Starts one whose clock is another one.
	 * @param database the database that it shares
	 * @param clock what it takes for the time
	 * @return the running service
	 */
	public static AnotherService on(TestDatabase database, Clock clock) {
		return on(database, (context) -> context.getBeanFactory().registerSingleton("clock", clock));
	}

	private static AnotherService on(TestDatabase database,
			ApplicationContextInitializer<ConfigurableApplicationContext> beans, String... settings) {
		ApplicationContextInitializer<ConfigurableApplicationContext> deviation = (context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource("deviation", settings));
		return new AnotherService(new SpringApplicationBuilder(RequestRegistry.class)
			.initializers(new FreshDatabase(() -> database), beans, deviation)
			.run("--server.port=0", "--logging.level.root=warn"));
	}

	public Client client() {
		return Client.at(port());
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Gives a part of the service.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T part(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
