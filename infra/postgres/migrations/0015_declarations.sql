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

-- What was told before, as far as each generation has come, so that what is taken back from now on is known.
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
  SELECT p.generation, e.position, e.type, (e.data->>'declarationId')::uuid AS declaration_id,
    (e.data->>'consignmentId')::uuid AS consignment_id, e.data->>'flow' AS flow, (e.data->>'acceptedOn')::date AS accepted_on
  FROM reporting.projections p JOIN ledger.events e ON e.position <= p.position
  WHERE p.name = 'consignments' AND p.state <> 'retired'
    AND e.type IN ('DeclarationAttached', 'DeclarationDetached', 'DeclarationLodged', 'HoldPlaced', 'HoldReleased', 'DeclarationCleared',
      'DeclarationInvalidated');
ANALYZE told;
INSERT INTO reporting.consignment_declarations
WITH lodged AS (
  SELECT generation, declaration_id, consignment_id AS lodged_for, flow FROM told WHERE type = 'DeclarationLodged'
), covering AS (
  SELECT DISTINCT generation, declaration_id, consignment_id FROM told WHERE type IN ('DeclarationLodged', 'DeclarationAttached')
), latest AS (
  SELECT DISTINCT ON (generation, declaration_id, consignment_id) generation, declaration_id, consignment_id,
    CASE type WHEN 'DeclarationDetached' THEN position END AS left_at
  FROM told WHERE type IN ('DeclarationAttached', 'DeclarationDetached')
  ORDER BY generation, declaration_id, consignment_id, position DESC
), held AS (
  SELECT generation, declaration_id, count(*) FILTER (WHERE type = 'HoldPlaced') - count(*) FILTER (WHERE type = 'HoldReleased') AS open_holds
  FROM told WHERE type IN ('HoldPlaced', 'HoldReleased') GROUP BY generation, declaration_id
), known AS (
  SELECT c.*, l.lodged_for, l.flow, a.left_at, a.left_at IS NULL OR c.consignment_id = l.lodged_for AS follows
  FROM covering c JOIN lodged l USING (generation, declaration_id)
    LEFT JOIN latest a USING (generation, declaration_id, consignment_id)
), clearance AS (
  -- A part that the declaration left keeps what was told by then.
  SELECT DISTINCT ON (k.generation, k.declaration_id, k.consignment_id) k.generation, k.declaration_id, k.consignment_id,
    CASE t.type WHEN 'DeclarationCleared' THEN t.accepted_on END AS accepted_on
  FROM known k JOIN told t USING (generation, declaration_id)
  WHERE t.type IN ('DeclarationCleared', 'DeclarationInvalidated') AND (k.follows OR t.position < k.left_at)
  ORDER BY k.generation, k.declaration_id, k.consignment_id, t.position DESC
)
SELECT k.generation, k.declaration_id, k.consignment_id, k.lodged_for, k.flow, k.left_at IS NULL, c.accepted_on,
  CASE WHEN k.follows THEN coalesce(h.open_holds, 0) ELSE 0 END
FROM known k LEFT JOIN clearance c USING (generation, declaration_id, consignment_id)
  LEFT JOIN held h USING (generation, declaration_id);

-- Parts heard nothing of what was held or cleared of the whole, nobody of what was taken back.
UPDATE reporting.consignments c SET
  open_holds = d.open_holds,
  export_accepted_on = CASE WHEN d.is_part OR d.left_export THEN d.export_on ELSE c.export_accepted_on END,
  import_accepted_on = CASE WHEN d.is_part OR d.left_import THEN d.import_on ELSE c.import_accepted_on END
FROM (
  SELECT generation, consignment_id, sum(open_holds)::integer AS open_holds,
    bool_or(lodged_for <> consignment_id) AS is_part,
    bool_or(NOT covers AND flow = 'export') AS left_export, bool_or(NOT covers AND flow = 'import') AS left_import,
    min(accepted_on) FILTER (WHERE covers AND flow = 'export') AS export_on,
    min(accepted_on) FILTER (WHERE covers AND flow = 'import') AS import_on
  FROM reporting.consignment_declarations GROUP BY generation, consignment_id) d
WHERE d.generation = c.generation AND d.consignment_id = c.consignment_id;

-- What was archived is not here to be read. The projection reads the files itself: it is built anew, and readers see it once it has caught up.
UPDATE reporting.projections SET state = 'retired'
WHERE name = 'consignments' AND state <> 'retired' AND (SELECT archived_to FROM ledger.head) > 0;

-- A customs key acts for the offices that it names, by the UN/LOCODEs of their places, and for every office of a country that it names.
ALTER TABLE access.api_keys
  ADD COLUMN offices text[] NOT NULL DEFAULT '{}'
    CHECK (array_to_string(offices, ' ') ~ '^([A-Z]{2}([A-Z2-9]{3})?( [A-Z]{2}([A-Z2-9]{3})?)*)?$'),
  ADD CONSTRAINT offices_of_customs CHECK (role = 'customs' OR offices = '{}');

-- Keys that were given out before act as they did, for every country of the corridor, until whoever runs the ledger narrows them.
UPDATE access.api_keys SET offices = '{AE,AF,CN,IR,KG,KZ,PK,RU,TJ,TM,TR,UZ}' WHERE role = 'customs';
