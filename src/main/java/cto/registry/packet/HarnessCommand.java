package cto.registry.packet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The command that the Harness would run, and only after approval. Recorded, never run.
 *
 * @param argv the program and its arguments, 1 to 256
 * @param workingDirectory a relative path inside the repository
 * @param environment variables by name, in the order of the packet
 */
public record HarnessCommand(List<String> argv, @Nullable String workingDirectory, Map<String, String> environment) {

	public HarnessCommand {
		argv = ApprovalPacket.copy(argv);
		environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
	}

}
