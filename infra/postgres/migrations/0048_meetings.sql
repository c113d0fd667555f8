-- Meetings of the Commission, and what it wants done.
INSERT INTO ledger.category_owner VALUES ('meeting', 'trade_events'), ('action', 'trade_events');

CREATE TABLE reporting.meetings (
  generation    integer NOT NULL,
  meeting_id    uuid NOT NULL,
  position      bigint NOT NULL,
  status        text NOT NULL,
  name          text NOT NULL,
  session       integer,
  place         text NOT NULL,
  countries     text[] NOT NULL,
  starts_on     date NOT NULL,
  ends_on       date NOT NULL,
  -- Of its progress report, once it is closed.
  report_as_of  bigint,
  -- What its stream comes to: agenda, minutes and decisions among it.
  state         jsonb NOT NULL,
  last_position bigint NOT NULL,
  demo          boolean NOT NULL,
  PRIMARY KEY (generation, meeting_id)
);
CREATE INDEX meetings_in_order ON reporting.meetings (generation, position);

CREATE TABLE reporting.actions (
  generation    integer NOT NULL,
  action_id     uuid NOT NULL,
  position      bigint NOT NULL,
  meeting_id    uuid NOT NULL,
  status        text NOT NULL,
  owner         text NOT NULL,
  task          text NOT NULL,
  due_on        date NOT NULL,
  state         jsonb NOT NULL,
  last_position bigint NOT NULL,
  demo          boolean NOT NULL,
  PRIMARY KEY (generation, action_id)
);
CREATE INDEX actions_in_order ON reporting.actions (generation, position);
CREATE INDEX actions_of_owner ON reporting.actions (generation, owner, position);
CREATE INDEX actions_of_meeting ON reporting.actions (generation, meeting_id, position);
CREATE INDEX actions_assigned ON reporting.actions (generation, action_id) WHERE status = 'assigned';

-- What an action came to with each of its events, so that a report says as of its position what it said then.
CREATE TABLE reporting.action_steps (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  action_id  uuid NOT NULL,
  status     text NOT NULL,
  due_on     date NOT NULL,
  -- Of a review: from what to what the figure went, which way it should have, and whether it did.
  review     jsonb,
  PRIMARY KEY (generation, position)
);
CREATE INDEX action_steps_of_one ON reporting.action_steps (generation, action_id, position);

CREATE VIEW read.meetings AS
  SELECT t.* FROM reporting.meetings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'meetings' AND state = 'live');
CREATE VIEW read.actions AS
  SELECT t.* FROM reporting.actions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'meetings' AND state = 'live');
CREATE VIEW read.action_steps AS
  SELECT t.* FROM reporting.action_steps t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'meetings' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.meetings, reporting.actions, reporting.action_steps TO reporting;
GRANT SELECT ON read.meetings, read.actions, read.action_steps TO reporting, gateway, trade_events;
-- What is stuck is found out from what is traded, too.
GRANT SELECT ON read.trade_facts TO trade_events;
-- Whose goods a case is about tells which meetings it concerns.
GRANT SELECT (consignment_id, exporter_country, importer_country) ON read.consignments TO trade_events;
-- trade-events lists targets.
GRANT SELECT ON read.targets TO trade_events;

-- As of a position: each consignment that is blocked once, with why, and what it is worth. A hold tells by itself which parts of split goods it holds; a
-- case or an overdue transit of the whole blocks all of its parts. What was called off is not blocked. Goods whose lines are not in USD are worth
-- what their export declaration told in USD, else their import declaration, else nothing is known of it. The figure and what an action is to move are
-- the same, so it stands here.
CREATE FUNCTION read.blocked_goods(as_of bigint)
RETURNS TABLE (consignment_id uuid, reasons text[], at bigint, cents numeric, valued_by text, positions bigint[])
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE blocked AS (
    SELECT h.consignment_id, 'hold' AS reason, h.from_position AS position, false AS goes_down FROM read.held_consignments h
    WHERE h.from_position <= as_of AND (h.until_position IS NULL OR h.until_position > as_of)
    UNION ALL
    SELECT c.consignment_id, 'case', c.opened_position, true FROM read.case_openings c
    WHERE c.consignment_id IS NOT NULL AND c.opened_position <= as_of AND (c.resolved_position IS NULL OR c.resolved_position > as_of)
    UNION ALL
    SELECT o.consignment_id, 'overdue-transit', o.from_position, true FROM read.overdue_transits o
    WHERE o.consignment_id IS NOT NULL AND o.from_position <= as_of AND (o.until_position IS NULL OR o.until_position > as_of)
  ),
  told AS (
    SELECT * FROM blocked
    UNION
    SELECT part.id, t.reason, t.position, true
    FROM told t CROSS JOIN LATERAL (
        -- What it went on as by then.
        SELECT v.parts FROM read.goods_values v WHERE v.consignment_id = t.consignment_id AND v.position <= as_of
        ORDER BY v.position DESC LIMIT 1
      ) newest CROSS JOIN LATERAL unnest(newest.parts) AS part(id) WHERE t.goes_down
  ),
  goods AS (
    SELECT t.consignment_id, array_agg(DISTINCT t.reason ORDER BY t.reason) AS reasons, array_agg(DISTINCT t.position) AS positions
    FROM told t
    -- What arrived is stuck by no case any more; a hold or an overdue transit binds it all the same.
    WHERE t.reason <> 'case' OR NOT EXISTS (
      SELECT FROM read.goods_arrived a WHERE a.consignment_id = t.consignment_id AND a.position <= as_of)
    GROUP BY t.consignment_id
  )
  SELECT g.consignment_id, g.reasons, coalesce(v.position, g.positions[1]), coalesce(v.usd_cents, d.cents),
    CASE WHEN v.usd_cents IS NOT NULL THEN 'lines' WHEN d.flow IS NOT NULL THEN d.flow || '-declaration' END,
    array_remove(g.positions || v.position || CASE WHEN v.usd_cents IS NULL THEN d.positions END, NULL)
  FROM goods g LEFT JOIN LATERAL (
      SELECT w.usd_cents, w.parts, w.cancelled, w.position FROM read.goods_values w
      WHERE w.consignment_id = g.consignment_id AND w.position <= as_of ORDER BY w.position DESC LIMIT 1
    ) v ON true
    LEFT JOIN LATERAL (
      SELECT f.flow, sum(f.value_usd_cents) AS cents, array_agg(DISTINCT f.position) AS positions FROM read.trade_facts f
      WHERE v.usd_cents IS NULL AND f.consignment_id = g.consignment_id AND f.position <= as_of
      GROUP BY f.flow HAVING sum(f.value_usd_cents) > 0 ORDER BY f.flow LIMIT 1
    ) d ON true
  WHERE v.parts IS NULL AND v.cancelled IS NOT TRUE
$$;
REVOKE ALL ON FUNCTION read.blocked_goods FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read.blocked_goods TO gateway, trade_events;
GRANT SELECT ON read.held_consignments, read.case_openings, read.overdue_transits, read.goods_values, read.goods_arrived TO trade_events;
