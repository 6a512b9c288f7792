package cto.registry.web.ui;

/**
 * Something between the page and the registry, which changes what passes: a script that
 * runs before the page's own.
 */
final class Interception {

	private Interception() {
	}

	/**
	 * Changes answers.
	 * @param pathEnd what the path of a request has to end in
	 * @param change a JavaScript expression for the changed bytes: {@code bytes} are
	 * those of the answer, and {@code edit(text => text)} changes them as text
	 */
	static String changing(String pathEnd, String change) {
		return answering("path.endsWith('" + pathEnd + "')", """
				const response = await real(url, options);
				if (response.status !== 200) {
				  return response;
				}
				const bytes = new Uint8Array(await response.arrayBuffer());
				const edit = (change) => new TextEncoder().encode(change(new TextDecoder().decode(bytes)));
				return new Response(%s, { status: response.status, headers: response.headers });
				""".formatted(change));
	}

	/**
	 * Answers in place of the registry.
	 * @param condition a JavaScript expression over {@code path} and {@code options}
	 * @param body statements that return an answer; {@code real} is the browser's fetch
	 */
	static String answering(String condition, String body) {
		return """
				{
				  const real = window.fetch;
				  window.fetch = async (url, options) => {
				    const path = new URL(url, location).pathname;
				    if (%s) {
				      %s
				    }
				    return real(url, options);
				  };
				}
				""".formatted(condition, body);
	}

}
