-- Firms and the numbers that states know them by; scheduled services; milestones of the corridor.
INSERT INTO ledger.category_owner VALUES ('firm', 'trade_events'), ('firmid', 'trade_events'), ('service', 'trade_events'), ('carriage', 'trade_events'), ('milestone', 'trade_events');

-- The register of traders: each event of a firm with all that held of it then, so that it can be read as of any position.
CREATE TABLE reporting.firm_versions (
  generation     integer NOT NULL,
  participant_id text NOT NULL,
  position       bigint NOT NULL,
  -- Of the event that registered it: firms are listed in this order.
  registered_position bigint NOT NULL,
  status         text NOT NULL,
  name           text NOT NULL,
  name_latin     text,
  country        text NOT NULL,
  national_ids   jsonb NOT NULL,
  ownership      text NOT NULL,
  sectors        text[] NOT NULL,
  city           text,
  -- While it is suspended.
  suspension     jsonb,
  demo           boolean NOT NULL,
  PRIMARY KEY (generation, participant_id, position)
);
CREATE INDEX firm_versions_of_country ON reporting.firm_versions (generation, country, registered_position, position);
CREATE INDEX firm_versions_registered ON reporting.firm_versions (generation, registered_position, position DESC);

-- How firms kept their word: what became of each case of a firm, by the event that told it. The last one up to a position holds as of it.
CREATE TABLE reporting.firm_conduct (
  generation integer NOT NULL,
  firm       text NOT NULL,
  -- delivery, payment, customs, dispute
  part       text NOT NULL,
  case_id    text NOT NULL,
  position   bigint NOT NULL,
  -- open, success, failure; none where it is no case any more
  outcome    text NOT NULL,
  -- An open case fails once this day has passed; null where it has all time.
  due_on     date,
  -- When it was decided; null while it is not.
  on_day     date,
  -- Of the event by which somebody stands behind it who gains nothing by it: only then it counts.
  confirmed_position  bigint,
  -- not-bound, own-word, told-late: why it counts for nobody.
  unconfirmed_because text,
  -- One event may make another thing of several cases of a firm.
  PRIMARY KEY (generation, firm, position, part, case_id)
);
CREATE INDEX firm_conduct_of_case ON reporting.firm_conduct (generation, part, case_id, position);

-- What firms deliver and owe each other, and who stands behind it: a consignment with the parts that it was split into, and what is owed for them.
CREATE TABLE reporting.firm_dealings (
  generation integer NOT NULL,
  root_id    uuid NOT NULL,
  dealings   jsonb NOT NULL,
  PRIMARY KEY (generation, root_id)
);
-- Parts and invoices, and the consignment that each comes from.
CREATE TABLE reporting.firm_parts (
  generation integer NOT NULL,
  id         uuid NOT NULL,
  root_id    uuid NOT NULL,
  PRIMARY KEY (generation, id)
);

CREATE VIEW read.firm_versions AS
  SELECT t.* FROM reporting.firm_versions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'firms' AND state = 'live');
CREATE VIEW read.firm_conduct AS
  SELECT t.* FROM reporting.firm_conduct t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'firm-conduct' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.firm_versions, reporting.firm_conduct, reporting.firm_dealings, reporting.firm_parts TO reporting;
GRANT SELECT ON read.firm_versions, read.firm_conduct TO reporting, gateway;
GRANT SELECT ON read.firm_versions TO trade_events;

-- Scheduled services: each event of one with all that held of it then, as of firms.
CREATE TABLE reporting.service_versions (
  generation         integer NOT NULL,
  service_id         text NOT NULL,
  position           bigint NOT NULL,
  -- Of the event that announced it: services are listed in this order.
  announced_position bigint NOT NULL,
  status             text NOT NULL,
  -- All that holds of it but its departures.
  details            jsonb NOT NULL,
  -- When it runs, by which schedule: from a day on, and before another one where that is known.
  periods            jsonb NOT NULL,
  demo               boolean NOT NULL,
  PRIMARY KEY (generation, service_id, position)
);
CREATE INDEX service_versions_announced ON reporting.service_versions (generation, announced_position, position DESC);

-- Departures as they were told: of each day and run, the last one up to a position holds as of it.
CREATE TABLE reporting.service_departures (
  generation  integer NOT NULL,
  position    bigint NOT NULL,
  service_id  text NOT NULL,
  departed_on date NOT NULL,
  run         integer NOT NULL,
  -- Null where nobody told it.
  load_kg     numeric(24, 6),
  -- It did not depart then: it was told by mistake.
  withdrawn   boolean NOT NULL,
  PRIMARY KEY (generation, position)
);
CREATE INDEX service_departures_of_service ON reporting.service_departures (generation, service_id, departed_on, run, position DESC);

-- What services carried: of each leg of a consignment, the last one up to a position holds as of it.
CREATE TABLE reporting.service_carriages (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  service_id     text NOT NULL,
  consignment_id uuid NOT NULL,
  from_place     text NOT NULL,
  to_place       text NOT NULL,
  departed_on    date NOT NULL,
  -- It was told by mistake.
  withdrawn      boolean NOT NULL,
  PRIMARY KEY (generation, position)
);
CREATE INDEX service_carriages_of_service ON reporting.service_carriages (generation, service_id, departed_on);
CREATE INDEX service_carriages_of_leg ON reporting.service_carriages (generation, consignment_id, from_place, position DESC);

-- Goods that services may carry, from their declaration on: what of them is still under this name.
CREATE TABLE reporting.service_goods (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  -- The whole that it was split from, the whole of that, and so on.
  wholes         uuid[] NOT NULL,
  from_country   text NOT NULL,
  to_country     text NOT NULL,
  load_kg        numeric(24, 6) NOT NULL,
  critical_kg    numeric(24, 6) NOT NULL,
  -- Of a part of goods that were on their way as they were split, the day on which these left.
  dispatched_on  date,
  PRIMARY KEY (generation, consignment_id)
);

-- What goods weigh that are under this name: of each consignment, the last row up to a position holds as of it. A whole hands its masses over to its parts.
CREATE TABLE reporting.service_masses (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  -- By gross mass; by net mass on lines that tell no gross one.
  load_kg        numeric(24, 6) NOT NULL,
  critical_kg    numeric(24, 6) NOT NULL,
  PRIMARY KEY (generation, consignment_id, position)
);

-- Which goods are parts of which: of each part, its whole, the whole of that, and so on.
CREATE TABLE reporting.service_parts (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  whole_id       uuid NOT NULL,
  -- Of the event that declared the part.
  position       bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id, whole_id)
);
CREATE INDEX service_parts_of_whole ON reporting.service_parts (generation, whole_id);

-- Time-critical goods that left: of each consignment, the last row up to a position holds as of it. A part of what had left already takes its share over from the whole.
CREATE TABLE reporting.critical_dispatches (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  consignment_id uuid NOT NULL,
  from_country   text NOT NULL,
  to_country     text NOT NULL,
  dispatched_on  date NOT NULL,
  critical_kg    numeric(24, 6) NOT NULL,
  PRIMARY KEY (generation, position, consignment_id)
);
CREATE INDEX critical_dispatches_between ON reporting.critical_dispatches (generation, from_country, to_country, dispatched_on);
CREATE INDEX critical_dispatches_of_consignment ON reporting.critical_dispatches (generation, consignment_id, position DESC);

CREATE VIEW read.service_versions AS
  SELECT t.* FROM reporting.service_versions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services' AND state = 'live');
CREATE VIEW read.service_departures AS
  SELECT t.* FROM reporting.service_departures t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services' AND state = 'live');
CREATE VIEW read.service_carriages AS
  SELECT t.* FROM reporting.service_carriages t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services' AND state = 'live');
CREATE VIEW read.service_masses AS
  SELECT t.* FROM reporting.service_masses t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services' AND state = 'live');
CREATE VIEW read.service_parts AS
  SELECT t.* FROM reporting.service_parts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services' AND state = 'live');
CREATE VIEW read.critical_dispatches AS
  SELECT t.* FROM reporting.critical_dispatches t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.service_versions, reporting.service_departures, reporting.service_carriages, reporting.service_goods,
  reporting.service_masses, reporting.service_parts, reporting.critical_dispatches TO reporting;
GRANT SELECT ON read.service_versions, read.service_departures, read.service_carriages, read.service_masses, read.service_parts,
  read.critical_dispatches TO reporting, gateway;
GRANT SELECT ON read.service_versions TO trade_events;

-- Milestones of the corridor: each event of one with all that held of it then, as of firms.
CREATE TABLE reporting.milestone_versions (
  generation       integer NOT NULL,
  milestone_id     text NOT NULL,
  position         bigint NOT NULL,
  -- Of the event that planned it: milestones are listed in this order.
  planned_position bigint NOT NULL,
  status           text NOT NULL,
  details          jsonb NOT NULL,
  demo             boolean NOT NULL,
  PRIMARY KEY (generation, milestone_id, position)
);
CREATE INDEX milestone_versions_planned ON reporting.milestone_versions (generation, planned_position, position DESC);

-- Where and when goods were seen on their way: what is measured before and behind a milestone.
CREATE TABLE reporting.milestone_sightings (
  generation         integer NOT NULL,
  position           bigint NOT NULL,
  consignment_id     uuid NOT NULL,
  location           text NOT NULL,
  -- arrived, departed; transloaded, split; ended, where they were delivered or came back
  movement           text NOT NULL,
  seen_at            timestamptz NOT NULL,
  -- Of the event by which it was found wrong; null while it holds.
  withdrawn_position bigint,
  PRIMARY KEY (generation, position)
);
CREATE INDEX milestone_sightings_at ON reporting.milestone_sightings (generation, location, movement, seen_at);
CREATE INDEX milestone_sightings_of_consignment ON reporting.milestone_sightings (generation, consignment_id, location);

-- Which goods are parts of which: of each part, its whole, the whole of that, and so on.
CREATE TABLE reporting.milestone_parts (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  whole_id       uuid NOT NULL,
  -- Of the event that declared the part.
  position       bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id, whole_id)
);
CREATE INDEX milestone_parts_of_whole ON reporting.milestone_parts (generation, whole_id);

CREATE VIEW read.milestone_parts AS
  SELECT t.* FROM reporting.milestone_parts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'milestones' AND state = 'live');
CREATE VIEW read.milestone_versions AS
  SELECT t.* FROM reporting.milestone_versions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'milestones' AND state = 'live');
CREATE VIEW read.milestone_sightings AS
  SELECT t.* FROM reporting.milestone_sightings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'milestones' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.milestone_versions, reporting.milestone_sightings, reporting.milestone_parts TO reporting;
GRANT SELECT ON read.milestone_versions, read.milestone_sightings, read.milestone_parts TO reporting, gateway;
GRANT SELECT ON read.milestone_versions TO trade_events;
