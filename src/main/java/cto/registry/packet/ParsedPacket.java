package cto.registry.packet;

import tools.jackson.databind.JsonNode;

/**
 * A packet that was read, not yet validated.
 *
 * @param root its value
 * @param plain what of it other readers of YAML may take for something else
 */
record ParsedPacket(JsonNode root, PlainScalars plain) {

}
