-- Transit and customs as figures. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('holds', 'transits') AND state <> 'retired';

-- Each transit as it was known from a position on, up to the one before until_position: what a figure of a position counts.
CREATE TABLE reporting.transit_standings (
  generation      integer NOT NULL,
  transit_id      uuid NOT NULL,
  from_position   bigint NOT NULL,
  -- Null while it is known so.
  until_position  bigint,
  opened_position bigint NOT NULL,
  status          text NOT NULL CHECK (status IN ('opened', 'under-way', 'terminated', 'discharged', 'cancelled')),
  departure       text NOT NULL,
  destination     text NOT NULL,
  -- The stops of the itinerary, in the order that was planned.
  stops           text[] NOT NULL,
  -- The port by which the corridor reaches the sea, wherever on the way; or else the office of departure, or that of destination, where it is a port; '' where neither is.
  port            text NOT NULL,
  transport_mode  text NOT NULL,
  guarantee_id    uuid NOT NULL,
  net_mass_kg     numeric NOT NULL,
  currency        text NOT NULL,
  value_minor     numeric NOT NULL,
  -- Instants to the millisecond, as events are compared.
  opened_at       timestamptz NOT NULL,
  -- The limit as last extended.
  due_by          timestamptz NOT NULL,
  terminated_at   timestamptz,
  -- Whether the goods were presented behind the limit.
  late            boolean NOT NULL,
  discharged_at   timestamptz,
  -- The day of that at the office of departure.
  discharged_on   date,
  -- What was found amiss, in the order in which it was told.
  irregularities  text[] NOT NULL,
  PRIMARY KEY (generation, transit_id, from_position),
  CONSTRAINT known_for_a_while CHECK (until_position > from_position),
  CONSTRAINT discharged_some_day CHECK ((status = 'discharged') = (discharged_on IS NOT NULL))
);
CREATE INDEX transit_standings_known_now ON reporting.transit_standings (generation, transit_id) WHERE until_position IS NULL;
CREATE INDEX transit_standings_discharged ON reporting.transit_standings (generation, discharged_on) WHERE status = 'discharged';
-- Which were under way at a position, without those that were before or behind it.
CREATE INDEX transit_standings_under_way ON reporting.transit_standings USING gist (int8range(from_position, until_position))
  WHERE status IN ('opened', 'under-way', 'terminated');

CREATE VIEW read.transit_standings AS
  SELECT t.* FROM reporting.transit_standings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.transit_standings TO reporting;
GRANT SELECT ON read.transit_standings TO reporting, gateway;

-- How long customs takes over each declaration. Days are those of the customs office; instants to the millisecond, as events are compared.
CREATE TABLE reporting.customs_declarations (
  generation           integer NOT NULL,
  declaration_id       uuid NOT NULL,
  consignment_id       uuid NOT NULL,
  office               text NOT NULL,
  flow                 text NOT NULL CHECK (flow IN ('export', 'import')),
  procedure            text NOT NULL,
  previous_procedure   text NOT NULL,
  lodged_at            timestamptz NOT NULL,
  lodged_on            date NOT NULL,
  lodged_position      bigint NOT NULL,
  -- Null while it is not, as the two behind it.
  cleared_at           timestamptz,
  cleared_on           date,
  cleared_position     bigint,
  -- Refused, or taken back once it was cleared.
  called_off_position  bigint,
  -- The first of the two that ended the wait for it.
  ended_position       bigint,
  -- The first inspection of each kind; null where there was none.
  documentary_position bigint,
  scan_position        bigint,
  physical_position    bigint,
  -- The assessment of duties that stands.
  assessed_position    bigint,
  PRIMARY KEY (generation, declaration_id),
  CONSTRAINT waited_for_a_while CHECK (ended_position > lodged_position),
  CONSTRAINT cleared_some_day CHECK (num_nulls(cleared_at, cleared_on, cleared_position) IN (0, 3))
);
CREATE INDEX customs_declarations_cleared ON reporting.customs_declarations (generation, cleared_on) WHERE cleared_position IS NOT NULL;
-- Which waited at a position, without those that did before or behind it.
CREATE INDEX customs_declarations_waiting ON reporting.customs_declarations USING gist (int8range(lodged_position, ended_position));

-- What customs asked for, a row for each kind of duty and currency of an assessment. Minor units of the currency.
CREATE TABLE reporting.duty_assessments (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  line           integer NOT NULL,
  declaration_id uuid NOT NULL,
  kind           text NOT NULL,
  office         text NOT NULL,
  flow           text NOT NULL,
  assessed_on    date NOT NULL,
  currency       text NOT NULL,
  amount_minor   numeric NOT NULL,
  -- The assessment that replaces it, or what called the declaration off; null while it stands.
  ended_position bigint,
  PRIMARY KEY (generation, position, line)
);
CREATE INDEX duty_assessments_by_day ON reporting.duty_assessments (generation, assessed_on);

CREATE TABLE reporting.duty_payments (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  declaration_id uuid NOT NULL,
  reference      text NOT NULL,
  office         text NOT NULL,
  flow           text NOT NULL,
  paid_on        date NOT NULL,
  currency       text NOT NULL,
  amount_minor   numeric NOT NULL,
  PRIMARY KEY (generation, position)
);
CREATE INDEX duty_payments_by_day ON reporting.duty_payments (generation, paid_on);
CREATE INDEX duty_payments_of ON reporting.duty_payments (generation, declaration_id);

CREATE VIEW read.customs_declarations AS
  SELECT d.* FROM reporting.customs_declarations d
  WHERE d.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.duty_assessments AS
  SELECT a.* FROM reporting.duty_assessments a
  WHERE a.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.duty_payments AS
  SELECT p.* FROM reporting.duty_payments p
  WHERE p.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.customs_declarations, reporting.duty_assessments, reporting.duty_payments TO reporting;
GRANT SELECT ON read.customs_declarations, read.duty_assessments, read.duty_payments TO reporting, gateway;

-- What stands for goods in transit. Minor units of the currency of the guarantee.
CREATE TABLE reporting.guarantees (
  generation      integer NOT NULL,
  guarantee_id    uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('bank-guarantee', 'insurance', 'tir-carnet')),
  reference       text NOT NULL,
  guarantor_id    text NOT NULL,
  guarantor_name  text NOT NULL,
  principal_id    text NOT NULL,
  principal_name  text NOT NULL,
  currency        text NOT NULL,
  valid_from      date NOT NULL,
  valid_until     date NOT NULL,
  issued_position bigint NOT NULL,
  PRIMARY KEY (generation, guarantee_id)
);

-- How each guarantee stood from a position on, up to the one before until_position.
CREATE TABLE reporting.guarantee_standings (
  generation     integer NOT NULL,
  guarantee_id   uuid NOT NULL,
  from_position  bigint NOT NULL,
  -- Null while it stands so.
  until_position bigint,
  expired        boolean NOT NULL,
  ceiling_minor  numeric NOT NULL,
  reserved_minor numeric NOT NULL,
  -- Of all transits so far.
  called_minor   numeric NOT NULL,
  freed_minor    numeric NOT NULL,
  -- The most that was reserved of it at one time, and since which event.
  peak_minor     numeric NOT NULL,
  peak_position  bigint NOT NULL,
  PRIMARY KEY (generation, guarantee_id, from_position),
  CONSTRAINT stood_for_a_while CHECK (until_position > from_position)
);
CREATE INDEX guarantee_standings_known_now ON reporting.guarantee_standings (generation, guarantee_id) WHERE until_position IS NULL;
-- Which were in force at a position, without those that were before or behind it, or were over.
CREATE INDEX guarantee_standings_in_force ON reporting.guarantee_standings USING gist (int8range(from_position, until_position))
  WHERE NOT expired OR reserved_minor > 0;

-- What was reserved of which guarantee for which transit, likewise.
CREATE TABLE reporting.guarantee_reservations (
  generation     integer NOT NULL,
  guarantee_id   uuid NOT NULL,
  transit_id     uuid NOT NULL,
  from_position  bigint NOT NULL,
  until_position bigint,
  amount_minor   numeric NOT NULL,
  -- Of this transit so far.
  called_minor   numeric NOT NULL,
  PRIMARY KEY (generation, guarantee_id, transit_id, from_position),
  CONSTRAINT stood_for_a_while CHECK (until_position > from_position)
);
CREATE INDEX guarantee_reservations_known_now ON reporting.guarantee_reservations (generation, guarantee_id) WHERE until_position IS NULL;
CREATE INDEX guarantee_reservations_standing ON reporting.guarantee_reservations USING gist (int8range(from_position, until_position));

CREATE VIEW read.guarantees AS
  SELECT g.* FROM reporting.guarantees g
  WHERE g.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');
CREATE VIEW read.guarantee_standings AS
  SELECT s.* FROM reporting.guarantee_standings s
  WHERE s.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');
CREATE VIEW read.guarantee_reservations AS
  SELECT r.* FROM reporting.guarantee_reservations r
  WHERE r.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.guarantees, reporting.guarantee_standings, reporting.guarantee_reservations TO reporting;
GRANT SELECT ON read.guarantees, read.guarantee_standings, read.guarantee_reservations TO reporting, gateway;
