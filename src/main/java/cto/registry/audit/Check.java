package cto.registry.audit;

/**
 * One check of one record.
 *
 * @param name what was checked, snake_case
 * @param passed whether it holds
 * @param detail what was found, a sentence
 */
public record Check(String name, boolean passed, String detail) {

}
