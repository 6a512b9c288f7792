package cto.registry.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cto.registry.testing.Client;

/**
 * The metrics of a service at one time, as Prometheus collects them.
 *
 * @param samples values by name and labels, as they are written
 */
record Scrape(Map<String, Double> samples) {

	private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+(?:\\{.*})?) (\\S+)$");

	static Scrape of(Client client) {
		Map<String, Double> samples = new TreeMap<>();
		Matcher lines = SAMPLE.matcher(client.get("/actuator/prometheus").text());
		while (lines.find()) {
			samples.put(lines.group(1), Double.valueOf(lines.group(2).replace("Inf", "Infinity")));
		}
		return new Scrape(samples);
	}

	/**
	 * Returns a sample.
	 * @param sample its name and labels as they are written, such as
	 * {@code up{instance="a"}}
	 * @return its value, 0 where it is not there
	 */
	double of(String sample) {
		return this.samples.getOrDefault(sample, 0.0);
	}

	Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.samples.keySet().forEach((sample) -> names.add(sample.replaceAll("\\{.*", "")));
		return names;
	}

}
