-- Trade by route and by subheading, and what carried goods by an instant. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'trade-facts' AND state <> 'retired';

-- Cells of generations that are retired, by heading: those of subheadings are added up now.
TRUNCATE reporting.trade_cell_heads, reporting.trade_cells;
ALTER TABLE reporting.trade_cell_heads DROP CONSTRAINT trade_cell_heads_cut_check, ADD CONSTRAINT trade_cell_heads_cut_check
  CHECK (cut IN ('total', 'sector', 'chapter', 'subheading', 'office', 'mode', 'port', 'route'));
DROP TABLE reporting.trade_carriage;

-- What each event tells of where the goods of a consignment are and of what carries them; of a part, also what was told of the whole before it was declared.
CREATE TABLE reporting.trade_movements (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('leg', 'arrived', 'departed', 'seen', 'not-arrived', 'not-departed')),
  -- UN/LOCODE.
  place          text NOT NULL,
  -- Of a leg, by what it goes.
  mode           text,
  -- When the goods were there.
  at             timestamptz NOT NULL,
  -- From when on it counts, of whoever asks what had happened by an instant; to the millisecond, as the other.
  occurred_at    timestamptz NOT NULL,
  PRIMARY KEY (generation, consignment_id, position)
);

-- Where each plan of a route begins and ends, and its gates between: what goods are held against that are told of from then on.
CREATE TABLE reporting.trade_route_plans (
  generation  integer NOT NULL,
  route_id    text NOT NULL,
  position    bigint NOT NULL,
  begins      text NOT NULL,
  ends        text NOT NULL,
  gates       text[] NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (generation, position)
);

-- When, and by which event, anything was told last of goods that were traded in a month: of months without anything behind an instant, cells by carriage hold.
CREATE TABLE reporting.trade_moved (
  generation     integer NOT NULL,
  reporter       text NOT NULL,
  partner        text NOT NULL,
  month          date NOT NULL,
  moved_at       timestamptz NOT NULL,
  moved_position bigint NOT NULL,
  PRIMARY KEY (generation, reporter, partner, month)
) WITH (fillfactor = 50);

CREATE VIEW read.trade_movements AS
  SELECT m.* FROM reporting.trade_movements m
  WHERE m.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
CREATE VIEW read.trade_route_plans AS
  SELECT p.* FROM reporting.trade_route_plans p
  WHERE p.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
CREATE VIEW read.trade_moved AS
  SELECT m.* FROM reporting.trade_moved m
  WHERE m.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.trade_movements, reporting.trade_route_plans, reporting.trade_moved TO reporting;
GRANT SELECT ON read.trade_movements, read.trade_route_plans, read.trade_moved TO reporting, gateway;
