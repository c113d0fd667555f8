-- What customs clears or holds of a whole is told to each consignment that it went on as.
CREATE TABLE reporting.consignment_declarations (
  generation     integer NOT NULL,
  declaration_id uuid NOT NULL,
  consignment_id uuid NOT NULL,
  -- The consignment that it was lodged for: this one, or the whole that this one is a part of.
  lodged_for     uuid NOT NULL,
  flow           text NOT NULL CHECK (flow IN ('export', 'import')),
  covers         boolean NOT NULL,
  -- Null until it is cleared, and once that is taken back.
  accepted_on    date,
  open_holds     integer NOT NULL CHECK (open_holds >= 0),
  PRIMARY KEY (generation, declaration_id, consignment_id)
);
CREATE INDEX consignment_declarations_of ON reporting.consignment_declarations (generation, consignment_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.consignment_declarations TO reporting;

-- A customs key acts for the offices that it names, by the UN/LOCODEs of their places, and for every office of a country that it names.
ALTER TABLE access.api_keys
  ADD COLUMN offices text[] NOT NULL DEFAULT '{}'
    CHECK (array_to_string(offices, ' ') ~ '^([A-Z]{2}([A-Z2-9]{3})?( [A-Z]{2}([A-Z2-9]{3})?)*)?$'),
  ADD CONSTRAINT offices_of_customs CHECK (role = 'customs' OR offices = '{}');

-- Keys that were given out before act as they did, for every country of the corridor, until whoever runs the ledger narrows them.
UPDATE access.api_keys SET offices = '{AE,AF,CN,IR,KG,KZ,PK,RU,TJ,TM,TR,UZ}' WHERE role = 'customs';
