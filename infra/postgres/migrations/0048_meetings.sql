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
CREATE INDEX actions_of_meeting ON reporting.actions (generation, meeting_id, position);
CREATE INDEX actions_assigned ON reporting.actions (generation, action_id) WHERE status = 'assigned';

-- What an action came to with each of its events, so that a report says as of its position what it said then.
CREATE TABLE reporting.action_steps (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  action_id  uuid NOT NULL,
  status     text NOT NULL,
  due_on     date NOT NULL,
  -- Of a review: what the figure was, as of which position, and whether it had moved as it should.
  value      text,
  value_as_of bigint,
  moved      boolean,
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
