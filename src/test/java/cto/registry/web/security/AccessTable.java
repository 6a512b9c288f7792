package cto.registry.web.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import cto.registry.contract.Contract;
import cto.registry.contract.Operation;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route that there is, asked for by one kind of caller.
 */
final class AccessTable {

	/** What a caller gets where nothing stands in its way: whatever the route answers. */
	static final int ANSWER = 200;

	/** These answer by address too, whatever the name: probes know no other. */
	private static final List<String> PROBES = List.of("/actuator/health/liveness", "/actuator/health/readiness");

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	private final Map<String, Operation> routes = new LinkedHashMap<>();

	/**
	 * Takes the routes from the contract, and those that it does not have, such as other
	 * endpoints of the actuator, from the service itself: they are for readers only. HEAD
	 * is asked for wherever GET is.
	 */
	AccessTable(int port, Collection<RequestMappingInfoHandlerMapping> mappings) {
		this.port = port;
		Contract.committed().operations().forEach(this::add);
		for (RequestMappingInfoHandlerMapping mapping : mappings) {
			mapping.getHandlerMethods().keySet().forEach(this::add);
		}
		List.copyOf(this.routes.values())
			.stream()
			.filter((route) -> route.method().equals("GET"))
			.forEach((route) -> add(new Operation("HEAD", route.path(), route.open(), route.recording())));
	}

	/**
	 * Asks for every route.
	 * @param host the name that the service is asked by
	 * @param headers what the caller presents, names and values in turn
	 * @param open the status of open routes
	 * @param reading the status of routes for readers
	 * @param recording the status of the route that records
	 */
	void holds(String host, List<String> headers, int open, int reading, int recording) throws Exception {
		List<String> wrong = new ArrayList<>();
		for (Operation route : this.routes.values()) {
			boolean probed = PROBES.contains(route.path()) && open == 403;
			int expected = probed ? ANSWER : route.open() ? open : route.recording() ? recording : reading;
			int status = ask(route, host, headers);
			boolean right = (expected == ANSWER) ? status < 500 && status != 401 && status != 403 : status == expected;
			if (!right) {
				wrong.add(route.method() + " " + route.path() + ": " + status + " and not " + expected);
			}
		}
		assertThat(wrong).isEmpty();
	}

	Collection<Operation> routes() {
		return this.routes.values();
	}

	private void add(RequestMappingInfo route) {
		for (String path : route.getPatternValues()) {
			// what springdoc serves is the contract again
			boolean open = path.equals("/v3/api-docs") || path.startsWith("/v3/api-docs/")
					|| path.startsWith("/swagger-ui");
			if (route.getMethodsCondition().getMethods().isEmpty()) {
				add(new Operation("GET", path, open, false));
			}
			for (RequestMethod method : route.getMethodsCondition().getMethods()) {
				add(new Operation(method.name(), path, open, false));
			}
		}
	}

	private void add(Operation route) {
		this.routes.putIfAbsent(route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}"), route);
	}

	private int ask(Operation route, String host, List<String> headers) throws IOException, InterruptedException {
		String path = route.path()
			.replace("{id}", "00000000-0000-7000-8000-000000000000")
			.replaceAll("\\{[^}]*}|\\*+", "000");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Host", host);
		if (!headers.isEmpty()) {
			request.headers(headers.toArray(String[]::new));
		}
		if (route.method().equals("POST")) {
			request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}"));
		}
		else {
			request.method(route.method(), HttpRequest.BodyPublishers.noBody());
		}
		// a stream has no end
		HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
		response.body().close();
		return response.statusCode();
	}

}
