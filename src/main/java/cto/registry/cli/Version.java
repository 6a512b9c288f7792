package cto.registry.cli;

import java.io.IOException;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The version, as the build wrote it down.
 */
final class Version implements IVersionProvider {

	@Override
	public String[] getVersion() throws IOException {
		ClassPathResource info = new ClassPathResource("META-INF/build-info.properties");
		Properties build = info.exists() ? PropertiesLoaderUtils.loadProperties(info) : new Properties();
		return new String[] { "request-registry " + build.getProperty("build.version", "of an unknown version") };
	}

}
