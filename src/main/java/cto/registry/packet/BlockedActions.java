package cto.registry.packet;

import java.util.List;

/**
 * The actions that every packet must block, from the non-goals of the requirements
 * document.
 */
public final class BlockedActions {

	/**
	 * The mandatory blocked actions, in the order of the requirements document.
	 */
	public static final List<String> MANDATORY = List.of("execute_case", "activate_case_as_default_backend",
			"mutate_target_repository", "edit_upstream_hermes_agent", "edit_upstream_hermes_webui",
			"change_core_authority");

	private BlockedActions() {
	}

}
