-- Rows for read_same_columns.sql, with ids that it can name without having looked them up.
INSERT INTO same_columns (
  id, submitted_by, submitted_at, packet, packet_media_type, packet_sha256, leaf_hash, packet_version, packet_id,
  title, requested_by, work_items, task_name, task_summary, backend, target_repository, allowed_paths, argv,
  proof_pointers, blocked_actions, approval_required_from, notes)
SELECT ('00000000-0000-7000-8000-' || 100000000000 + n)::uuid, 'local', now(), convert_to((:'packet')::text, 'UTF8'), 'application/json',
  sha256(int8send(n::bigint) || convert_to('read', 'UTF8')), sha256(int8send(n::bigint)),
  '1', 'bench-' || 'read' || '-' || 'read' || '-' || n::text,
  'Validate the CTO child repository', 'cto', '{CTO-WORK-067}', 'validate-cto-child',
  E'Run the local validation that the PRD names: it checks the new record and its guardrails.\nThe command would run only after approval. JP approval is still required before execution.',
  'case', 'cto', '{.sot/03-PROTOCOLS/CTO-GOVERNED-EXECUTION-REQUEST-PRD.md,WORKBOARD.yaml}',
  '{python3,tools/validate_cto_child.py}',
  '[{"kind": "file", "ref": ".sot/03-PROTOCOLS/CTO-GOVERNED-EXECUTION-REQUEST-PRD.md"}, {"kind": "file", "ref": "WORKBOARD.yaml"}]',
  '{execute_case,activate_case_as_default_backend,mutate_target_repository,edit_upstream_hermes_agent,edit_upstream_hermes_webui,change_core_authority}',
  'JP', 'everyword: posted by the measurement as its packet number ' || n::text
FROM generate_series(0, :wanted - 1) AS n;
VACUUM ANALYZE same_columns;
