package cto.registry.rendering;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A reader of YAML 1.2. It holds a document as a whole, because snakeyaml-engine 3.0.1
 * fails where a surrogate pair crosses the end of a smaller buffer.
 */
final class YamlReader {

	private YamlReader() {
	}

	/** What a document says: maps, lists, strings, numbers, booleans and nulls. */
	static Object read(String yaml) {
		LoadSettings settings = LoadSettings.builder().setBufferSize(yaml.length() + 1).build();
		return new Load(settings).loadFromString(yaml);
	}

}
