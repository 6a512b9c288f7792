package cto.registry.log;

import cto.registry.record.ExecutionRequest;

/**
 * A row on its way into the table.
 *
 * @param record the record
 * @param packet its exact bytes
 */
record NewRow(ExecutionRequest record, byte[] packet) {

}
