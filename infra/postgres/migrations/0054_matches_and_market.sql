-- Which match a need was fulfilled by. What was told before of needs is in the log: built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'needs' AND state <> 'retired';
-- Of a fulfilment, the match that brought it.
ALTER TABLE reporting.need_facts ADD COLUMN match_id uuid;
CREATE OR REPLACE VIEW read.need_facts AS
  SELECT t.* FROM reporting.need_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'needs' AND state = 'live');
CREATE INDEX need_facts_of_match ON reporting.need_facts (generation, match_id) WHERE match_id IS NOT NULL;

-- What fits a need is sought among those of its heading first.
ALTER TABLE market.open_needs ADD COLUMN heading text GENERATED ALWAYS AS (left(state #>> '{subject,hs}', 4)) STORED;
CREATE INDEX open_needs_by_heading ON market.open_needs (chapter, side, heading, need_id);
CREATE INDEX open_needs_by_chapter ON market.open_needs (chapter, side, need_id);
DROP INDEX market.open_needs_by_goods;
