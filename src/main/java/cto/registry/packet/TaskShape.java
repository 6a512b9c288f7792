package cto.registry.packet;

/**
 * The candidate task of a packet.
 *
 * @param name its short name, 1 to 100 characters
 * @param summary what it would do, 1 to 4000 characters; tabs and line feeds may stand in
 * it
 */
public record TaskShape(String name, String summary) {

}
