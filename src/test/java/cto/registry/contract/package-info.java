/**
 * Holds what the service answers against {@code openapi/openapi.yaml}. Other tests put
 * {@link cto.registry.contract.ContractInterceptor} into their HTTP client.
 */
@NullMarked
package cto.registry.contract;

import org.jspecify.annotations.NullMarked;
