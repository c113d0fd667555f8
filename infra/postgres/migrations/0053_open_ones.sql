-- Figures of what is open read what is open, and no more: as of any position, that is what has no end yet or ends behind it.
-- What was told before of needs is in the log: built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'needs' AND state <> 'retired';
ALTER TABLE reporting.needs
  -- Of the event that told its terms last, and of the one that ended it; null while it stands.
  ADD COLUMN terms_position bigint NOT NULL DEFAULT 0,
  ADD COLUMN ended_position bigint;
CREATE OR REPLACE VIEW read.needs AS
  SELECT t.* FROM reporting.needs t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'needs' AND state = 'live');

CREATE INDEX needs_by_end ON reporting.needs (generation, ended_position);
CREATE INDEX case_openings_by_end ON reporting.case_openings (generation, resolved_position);
CREATE INDEX held_consignments_by_end ON reporting.held_consignments (generation, until_position);
