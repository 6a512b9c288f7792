-- One durable insert a transaction into the registry's own table. Its trigger refuses a gap, so whoever inserts holds a
-- lock from before the index is taken until the commit. One round trip, by a pipeline.
\set n :n + 1
\startpipeline
BEGIN;
SELECT registry.lock_log();
INSERT INTO registry.execution_request (log_index,
  id, submitted_by, submitted_at, packet, packet_media_type, packet_sha256, leaf_hash, packet_version, packet_id,
  title, requested_by, work_items, task_name, task_summary, backend, target_repository, allowed_paths, argv,
  proof_pointers, blocked_actions, approval_required_from, notes)
SELECT (SELECT coalesce(max(log_index), -1) + 1 FROM registry.execution_request),
  made.id, 'local', made.at, made.packet, 'application/json', sha256(made.packet),
  registry.leaf_hash(made.id, sha256(made.packet), octet_length(made.packet), 'application/json', made.at, 'local', 'JP'),
  '1', 'bench-' || :run::text || '-' || :client_id::text || '-' || :n::text,
  'Validate the CTO child repository', 'cto', '{CTO-WORK-067}', 'validate-cto-child',
  E'Run the local validation that the PRD names: it checks the new record and its guardrails.\nThe command would run only after approval. JP approval is still required before execution.',
  'case', 'cto', '{.sot/03-PROTOCOLS/CTO-GOVERNED-EXECUTION-REQUEST-PRD.md,WORKBOARD.yaml}',
  '{python3,tools/validate_cto_child.py}',
  '[{"kind": "file", "ref": ".sot/03-PROTOCOLS/CTO-GOVERNED-EXECUTION-REQUEST-PRD.md"}, {"kind": "file", "ref": "WORKBOARD.yaml"}]',
  '{execute_case,activate_case_as_default_backend,mutate_target_repository,edit_upstream_hermes_agent,edit_upstream_hermes_webui,change_core_authority}',
  'JP', 'everyword: posted by the measurement as its packet number ' || :n::text
FROM (SELECT uuidv7() AS id, clock_timestamp() AS at, convert_to(replace(:packet::text, '@@@@@@@@@@', :run::text || '-' || :client_id::text || '-' || :n::text), 'UTF8') AS packet OFFSET 0) AS made;
COMMIT;
\endpipeline
