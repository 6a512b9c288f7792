package cto.registry.packet;

/**
 * One rule that a packet breaks, at one place.
 *
 * @param pointer JSON Pointer (RFC 6901) to the value; for a missing member, to where it
 * should be
 * @param code the kind of rule
 * @param detail the actual and the allowed value, in words; unsafe characters of the
 * packet are escaped in it and long values cut
 */
public record Violation(String pointer, ViolationCode code, String detail) {
}
