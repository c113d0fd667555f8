import { POSTING_EVENTS } from '@corridor/contracts';
import { insertRows, lookUpOf, projectionOf } from '@corridor/projections';
import type pg from 'pg';
import {
  type AccountKey,
  foldPostings,
  keyOf,
  marksOf,
  type PostingEvent,
  type Totals,
} from './accounts.fold.js';

const POSTINGS = 'reporting.postings';
const ACCOUNTS = 'reporting.accounts';

/** What was posted to which account, and what it came to: the trial balance and the statement of an account, at any position. */
export const accounts = projectionOf({
  name: 'accounts',
  tables: [POSTINGS, ACCOUNTS],
  handles: POSTING_EVENTS,
  async apply(events, { client, generation }) {
    const marks = marksOf(events, await knownMarks(client, generation, events));
    const totals = await recall(client, generation, events, marks);
    const { postings, begun } = foldPostings(events, marks, totals);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    await insertRows(client, POSTINGS, postings.map(own));
    await insertRows(client, ACCOUNTS, begun.map(own));
  },
});

/** Of streams that were posted in before; one that begins among the events has posted nothing yet. */
async function knownMarks(
  client: pg.ClientBase,
  generation: number,
  events: readonly PostingEvent[],
): Promise<Map<string, boolean>> {
  const begun = new Set(events.filter(({ version }) => version === 1).map(({ streamId }) => streamId));
  const older = new Set(events.map(({ streamId }) => streamId).filter((streamId) => !begun.has(streamId)));
  if (older.size === 0) return new Map();
  const { rows } = await client.query<{ readonly stream_id: string; readonly demo: boolean }>(
    `SELECT DISTINCT ON (stream_id) stream_id, demo FROM ${lookUpOf(POSTINGS, 'stream_id', { type: 'text', and: 'line = 1' })} t ORDER BY stream_id, position`,
    [generation, [...older]],
  );
  return new Map(rows.map(({ stream_id, demo }) => [stream_id, demo]));
}

async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly PostingEvent[],
  marks: ReadonlyMap<string, boolean>,
): Promise<Map<string, Totals>> {
  const keys = new Map<string, AccountKey>();
  for (const { streamId, demo, data } of events) {
    for (const { account, of, amount } of data.postings ?? []) {
      const key = { account, of, currency: amount.currency, demo: marks.get(streamId) ?? demo };
      keys.set(keyOf(key), key);
    }
  }
  const { rows } = await client.query<AccountKey & { readonly debits: string; readonly credits: string }>(
    `SELECT k.account, k.of, k.currency, k.demo, p.debits, p.credits
     FROM json_to_recordset($2) AS k(account text, of text, currency text, demo boolean),
       LATERAL (SELECT debits, credits FROM ${POSTINGS} p
         WHERE p.generation = $1 AND p.account = k.account AND p.of = k.of AND p.currency = k.currency AND p.demo = k.demo
         ORDER BY position DESC, line DESC LIMIT 1) p`,
    [generation, JSON.stringify([...keys.values()])],
  );
  return new Map(
    rows.map((row) => [keyOf(row), { debits: BigInt(row.debits), credits: BigInt(row.credits) }] as const),
  );
}
