package cto.registry.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The routes of an OpenAPI document.
 *
 * @param queryNames names of query parameters by method and path, such as {@code GET
 * /problems/{}}; the names of path variables are left out
 */
record Routes(Map<String, Set<String>> queryNames) {

	static Routes of(OpenApi openApi, List<String> outside) {
		Map<String, Set<String>> routes = new TreeMap<>();
		openApi.paths()
			.stream()
			.filter((path) -> outside.stream().noneMatch(path.template()::startsWith))
			.forEach((path) -> path.operations()
				.forEach((method, operation) -> routes.put(method + " " + path.template().replaceAll("\\{[^}]*}", "{}"),
						path.queryNames(operation))));
		return new Routes(routes);
	}

	/**
	 * Compares the contract's routes with those of the code.
	 * @param code the code's routes
	 * @return a sentence for each difference, sorted
	 */
	List<String> differences(Routes code) {
		Set<String> differences = new TreeSet<>();
		onlyIn(this.queryNames.keySet(), code.queryNames.keySet())
			.forEach((route) -> differences.add(route + " is in the contract, and not in the code"));
		onlyIn(code.queryNames.keySet(), this.queryNames.keySet())
			.forEach((route) -> differences.add(route + " is in the code, and not in the contract"));
		this.queryNames.forEach((route, names) -> {
			Set<String> codeNames = code.queryNames.getOrDefault(route, names);
			onlyIn(names, codeNames).forEach((name) -> differences
				.add(route + " has the query parameter '" + name + "' in the contract, and not in the code"));
			onlyIn(codeNames, names).forEach((name) -> differences
				.add(route + " has the query parameter '" + name + "' in the code, and not in the contract"));
		});
		return List.copyOf(differences);
	}

	private static Set<String> onlyIn(Set<String> left, Set<String> right) {
		Set<String> only = new TreeSet<>(left);
		only.removeAll(right);
		return only;
	}

}
