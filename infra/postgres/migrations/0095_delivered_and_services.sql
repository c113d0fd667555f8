-- What was delivered is what customs cleared of it: goods that reached the consignee and of which no clearance is known stand apart. And promises of services stand on a line of their
-- own. What is promised, contracted and reached tells since when, also where it was told later. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'commitment-realisation' AND state <> 'retired';

-- USD cents of goods that were delivered without a clearance that is known. Rows of generations that are retired have none: their `delivered` holds it, too.
ALTER TABLE reporting.commitment_standings ADD COLUMN delivered_uncleared numeric NOT NULL DEFAULT 0;
ALTER TABLE reporting.commitment_heads ADD COLUMN delivered_uncleared numeric NOT NULL DEFAULT 0;
-- Whether what is promised is services: those of retired generations were told with the goods.
ALTER TABLE reporting.commitment_versions ADD COLUMN of_services boolean NOT NULL DEFAULT false;
ALTER TABLE reporting.commitment_standings ALTER COLUMN delivered_uncleared DROP DEFAULT;
ALTER TABLE reporting.commitment_heads ALTER COLUMN delivered_uncleared DROP DEFAULT;
ALTER TABLE reporting.commitment_versions ALTER COLUMN of_services DROP DEFAULT;

-- Cases that block goods are looked up by what opened them, or opened them again.
CREATE INDEX case_openings_at ON reporting.case_openings (generation, opened_position);

-- The day on which what a fact adds came about, where it was told on another; null where it is `on_day`.
ALTER TABLE reporting.commitment_facts ADD COLUMN came_on date;

CREATE OR REPLACE VIEW read.commitment_facts AS
  SELECT t.* FROM reporting.commitment_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE OR REPLACE VIEW read.commitment_standings AS
  SELECT t.* FROM reporting.commitment_standings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE OR REPLACE VIEW read.commitment_heads AS
  SELECT t.* FROM reporting.commitment_heads t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE OR REPLACE VIEW read.commitment_versions AS
  SELECT t.* FROM reporting.commitment_versions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
