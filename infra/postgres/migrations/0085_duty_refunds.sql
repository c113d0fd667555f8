-- Duty that was given back. No event told of any before, so the rows of what is live are complete.
CREATE TABLE reporting.duty_refunds (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  declaration_id uuid NOT NULL,
  reference      text NOT NULL,
  reason         text NOT NULL,
  office         text NOT NULL,
  flow           text NOT NULL CHECK (flow IN ('export', 'import')),
  -- When it was told to have happened; the day that counts is refunded_on.
  occurred_at    timestamptz NOT NULL,
  refunded_on    date NOT NULL,
  currency       text NOT NULL,
  amount_minor   numeric NOT NULL,
  -- Where it was told wrong; both null while it stands.
  withdrawn_position bigint,
  withdrawn_at       timestamptz,
  CHECK ((withdrawn_position IS NULL) = (withdrawn_at IS NULL)),
  PRIMARY KEY (generation, position)
);
CREATE INDEX duty_refunds_by_day ON reporting.duty_refunds (generation, refunded_on);
CREATE INDEX duty_refunds_by_declaration ON reporting.duty_refunds (generation, declaration_id);

CREATE VIEW read.duty_refunds AS
  SELECT r.* FROM reporting.duty_refunds r
  WHERE r.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.duty_refunds TO reporting;
GRANT SELECT ON read.duty_refunds TO reporting, gateway;
