import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { type ActionRow, COMMISSION_EVENTS, foldCommission, type MeetingRow } from './meetings.fold.js';

const MEETINGS = 'reporting.meetings';
const ACTIONS = 'reporting.actions';
const STEPS = 'reporting.action_steps';

/** What the Commission meets about, what it decided, and whether what it wants done is done. */
export const meetings = projectionOf({
  name: 'meetings',
  tables: [MEETINGS, ACTIONS, STEPS],
  handles: COMMISSION_EVENTS,
  async apply(events, { client, generation }) {
    const ids = (name: 'meetingId' | 'actionId') =>
      events.flatMap(({ data }) => (name in data ? String(data[name as keyof typeof data]) : []));
    const memory = {
      meetings: await rowsOf<MeetingRow>(client, MEETINGS, 'meeting_id', generation, ids('meetingId')),
      actions: await rowsOf<ActionRow>(client, ACTIONS, 'action_id', generation, ids('actionId')),
    };
    const steps = foldCommission(events, memory);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    const key = (id: string) => ['generation', id];
    await upsertRows(client, MEETINGS, key('meeting_id'), [...memory.meetings.values()].map(own));
    await upsertRows(client, ACTIONS, key('action_id'), [...memory.actions.values()].map(own));
    await insertRows(client, STEPS, steps.map(own));
  },
});

async function rowsOf<Row extends object>(
  client: pg.ClientBase,
  table: string,
  key: keyof Row & string,
  generation: number,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const { rows } = await client.query<{ row: Row }>(
    `SELECT to_jsonb(t) - 'generation' AS row FROM ${lookUpOf(table, key)} t`,
    [generation, ids],
  );
  return new Map(rows.map(({ row }) => [String(row[key]), row]));
}
