package cto.registry.recording;

/**
 * An idempotency key that from now on stands for a record.
 *
 * @param sender whose key it is
 * @param key the key
 * @param receipt the result that it repeats
 */
record NewKey(String sender, String key, RecordingResult receipt) {

}
