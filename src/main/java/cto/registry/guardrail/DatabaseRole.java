package cto.registry.guardrail;

/**
 * The role that the service acts as in the database.
 *
 * @param name its name
 * @param superuser whether it is one; it must not be
 * @param owner whether it owns the records or may become their owner; it must not
 */
public record DatabaseRole(String name, boolean superuser, boolean owner) {

}
