package cto.registry.web.ui;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The page for people, and the files that it is made of.
 */
@RestController
class PageController {

	private final PageFile page;

	private final Map<String, PageFile> files = new HashMap<>();

	PageController() throws IOException {
		ResourcePatternResolver classpath = new PathMatchingResourcePatternResolver(getClass().getClassLoader());
		this.page = read(classpath.getResource("classpath:page/index.html"));
		for (Resource file : classpath.getResources("classpath:page/ui/*.*")) {
			this.files.put(name(file), read(file));
		}
	}

	@GetMapping("/")
	ResponseEntity<byte[]> page() {
		return this.page.answer();
	}

	@GetMapping("/ui/{name}")
	ResponseEntity<byte[]> file(@PathVariable("name") String name) throws NoResourceFoundException {
		PageFile file = this.files.get(name);
		if (file == null) {
			throw new NoResourceFoundException(HttpMethod.GET, "/ui/" + name, name);
		}
		return file.answer();
	}

	private static PageFile read(Resource file) throws IOException {
		return PageFile.of(name(file), file.getContentAsByteArray());
	}

	private static String name(Resource file) {
		return Objects.requireNonNull(file.getFilename());
	}

}
