-- For which trade a target stands: one for each two countries and definition.
INSERT INTO ledger.category_owner VALUES ('goal', 'trade_events');

-- On which day each word of a target was told. What was told before is in the log: the projection is built anew, and readers see it once it has caught up.
ALTER TABLE reporting.targets ADD COLUMN told_on date;
UPDATE reporting.projections SET state = 'retired' WHERE name = 'targets' AND state <> 'retired';
CREATE OR REPLACE VIEW read.targets AS
  SELECT t.* FROM reporting.targets t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'targets' AND state = 'live');
