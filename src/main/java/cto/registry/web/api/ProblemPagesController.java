package cto.registry.web.api;

import java.nio.charset.StandardCharsets;

import cto.registry.problem.ProblemType;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What each problem means, for the person who follows its {@code type}.
 */
@RestController
class ProblemPagesController {

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>{title}</title>
			<style>
			:root { color-scheme: light dark; }
			body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 12vh auto; padding: 0 1.25rem; }
			h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
			p.facts { opacity: .75; margin: 0 0 1.5rem; }
			code { font-family: ui-monospace, monospace; font-size: .95em; }
			</style>
			</head>
			<body>
			<main>
			<h1>{title}</h1>
			<p class="facts">HTTP {status} · <code>{code}</code></p>
			<p>{meaning}</p>
			</main>
			</body>
			</html>
			""";

	@GetMapping(path = "/problems/{name}", produces = MediaType.TEXT_HTML_VALUE)
	byte[] page(@PathVariable("name") String name) {
		ProblemType type = ProblemType.named(name)
			.orElseThrow(() -> new NotFoundException("No problem type has that name; /openapi.yaml lists them"));
		return PAGE.replace("{title}", escape(type.title()))
			.replace("{status}", String.valueOf(type.status().value()))
			.replace("{code}", type.code())
			.replace("{meaning}", escape(type.meaning()))
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;");
	}

}
