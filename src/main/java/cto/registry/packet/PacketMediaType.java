package cto.registry.packet;

import java.util.Optional;

/**
 * The formats that a packet may be written in.
 */
public enum PacketMediaType {

	/** JSON, RFC 8259. */
	JSON("application/json"),

	/** YAML 1.2 with the core schema, RFC 9512. */
	YAML("application/yaml");

	private final String value;

	PacketMediaType(String value) {
		this.value = value;
	}

	/**
	 * The media type without parameters.
	 * @return {@code application/json} or {@code application/yaml}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Finds the format of a media type; letter case does not matter (RFC 9110, 8.3.1).
	 * @param mediaTypeWithoutParameters such as {@code application/json}
	 * @return the format, or empty where packets are not written in it
	 */
	public static Optional<PacketMediaType> of(String mediaTypeWithoutParameters) {
		for (PacketMediaType type : values()) {
			if (type.value.equalsIgnoreCase(mediaTypeWithoutParameters)) {
				return Optional.of(type);
			}
		}
		return Optional.empty();
	}

}
