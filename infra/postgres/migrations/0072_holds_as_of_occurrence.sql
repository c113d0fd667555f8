-- Time held as of what had happened by an instant. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'holds' AND state <> 'retired';

-- Where a refusal or an invalidation is told behind a release and had happened before it: as of an instant between the two, it is what ended the hold.
ALTER TABLE reporting.holds
  ADD COLUMN early_end_at timestamptz,
  ADD COLUMN early_end_position bigint,
  ADD COLUMN early_end_by text CHECK (early_end_by IN ('refusal', 'invalidation')),
  ADD CONSTRAINT ends_early CHECK (num_nulls(early_end_at, early_end_position, early_end_by) IN (0, 3) AND (early_end_at IS NULL OR early_end_at < ended_at));

CREATE OR REPLACE VIEW read.holds AS
  SELECT h.* FROM reporting.holds h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
