package cto.registry.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import cto.registry.text.Excerpt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses query parameters that an operation does not have, and any that comes twice: a
 * misspelt filter must not read as no filter.
 */
final class UnknownParameters implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String query = request.getQueryString();
		if (query == null || !(handler instanceof HandlerMethod method)) {
			return true;
		}
		Set<String> known = Arrays.stream(method.getMethodParameters())
			.map((parameter) -> parameter.getParameterAnnotation(RequestParam.class))
			.filter(Objects::nonNull)
			.map(RequestParam::name)
			.collect(Collectors.toCollection(TreeSet::new));
		Map<String, List<String>> given = UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
		given.forEach((name, values) -> {
			if (!known.contains(name)) {
				throw new InvalidParameterException("The parameter " + Excerpt.quoted(name)
						+ " is not known here; known: " + (known.isEmpty() ? "none" : String.join(", ", known)));
			}
			if (values.size() > 1) {
				throw new InvalidParameterException(name + " is given " + values.size() + " times; give it once");
			}
		});
		return true;
	}

}
