import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { LogList } from './log-list.js';
import { changesOf, type ListChanges } from './settlement-rows.js';

/** The list of settlements. */
export class SettlementList extends LogList {
  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool, batchSize?: number) {
    const options = { list: 'settlements', name: 'The list of settlements', setsAside: () => true };
    const of = { categories: ['settlement'] } as const;
    super({ ...options, of, write, batchSize }, store, pool);
  }
}

async function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  const changes = changesOf(events);
  const { settlements, messages, screenings, corrections, reasons } = changes;
  if (settlements.length > 0) {
    await client.query(
      `INSERT INTO payments.settlements (settlement_id, position, bank, account, currency, amount_minor, unallocated_minor, suspended,
         booked_on, value_date, uetr, end_to_end_id, payment_references, debtor_name, creditor_name, demo, by_status)
       SELECT settlement_id, position, bank, account, currency, amount_minor, amount_minor, false, booked_on, value_date,
         uetr, end_to_end_id, payment_references, debtor_name, creditor_name, demo, by_status
       FROM json_populate_recordset(NULL::payments.settlements, $1)`,
      [JSON.stringify(settlements)],
    );
  }
  if (messages.length > 0) {
    await client.query(
      `INSERT INTO payments.settlement_messages
       SELECT * FROM json_populate_recordset(NULL::payments.settlement_messages, $1)`,
      [JSON.stringify(messages)],
    );
  }
  if (screenings.length > 0) {
    // One for each, with the last that held it: what was held since nobody could say may be held again, for what was found.
    await client.query(
      `UPDATE payments.settlements s SET held = coalesce(c.held, s.held), released = s.released OR c.released
       FROM (SELECT settlement_id, (array_agg(held::text ORDER BY position DESC) FILTER (WHERE held IS NOT NULL))[1]::json AS held, bool_or(released) AS released
         FROM json_to_recordset($1) AS c (settlement_id uuid, position bigint, held json, released boolean)
         GROUP BY settlement_id) c
       WHERE s.settlement_id = c.settlement_id`,
      [JSON.stringify(screenings)],
    );
  }
  if (corrections.length > 0) {
    // A status that booked is corrected once: by the first entry of the account.
    await client.query(
      `UPDATE payments.settlements s
       SET by_status = false, amount_minor = coalesce(c.amount_minor, s.amount_minor),
         unallocated_minor = coalesce(c.unallocated_minor, s.unallocated_minor), account = coalesce(c.account, s.account),
         booked_on = coalesce(c.booked_on, s.booked_on), value_date = coalesce(c.value_date, s.value_date),
         payment_references = CASE WHEN c.servicer_reference IS NULL THEN s.payment_references
           ELSE (s.payment_references::jsonb || jsonb_build_object('accountServicerReference', c.servicer_reference))::json END
       FROM (SELECT DISTINCT ON (settlement_id) *
         FROM json_to_recordset($1) AS c (settlement_id uuid, position bigint, amount_minor bigint, unallocated_minor bigint,
           account text, booked_on date, value_date date, servicer_reference text)
         ORDER BY settlement_id, position) c
       WHERE s.settlement_id = c.settlement_id AND s.by_status`,
      [JSON.stringify(corrections)],
    );
  }
  if (changes.allocations.length > 0) await writeAllocations(client, changes);
  if (reasons.length > 0) {
    await client.query(
      `UPDATE payments.settlement_returns r SET reason = c.reason
       FROM json_to_recordset($1) AS c (return_id uuid, reason text) WHERE r.return_id = c.return_id`,
      [JSON.stringify(reasons)],
    );
  }
}

async function writeAllocations(
  client: pg.ClientBase,
  { matches, unmatches, returns, allocations }: ListChanges,
): Promise<void> {
  await client.query(
    `INSERT INTO payments.settlement_matches
     SELECT * FROM json_populate_recordset(NULL::payments.settlement_matches, $1)`,
    [JSON.stringify(matches)],
  );
  if (unmatches.length > 0) {
    // Of several matches of one obligation, each is taken back by the first that follows it.
    await client.query(
      `UPDATE payments.settlement_matches m SET unmatched = u.unmatched
       FROM json_to_recordset($1) AS u (settlement_id uuid, obligation_id uuid, position bigint, unmatched json)
       WHERE u.settlement_id = m.settlement_id AND u.obligation_id = m.obligation_id AND u.position > m.position
         AND m.unmatched IS NULL AND NOT EXISTS (SELECT 1
           FROM json_to_recordset($1) AS v (settlement_id uuid, obligation_id uuid, position bigint)
           WHERE v.settlement_id = m.settlement_id AND v.obligation_id = m.obligation_id
             AND v.position > m.position AND v.position < u.position)`,
      [JSON.stringify(unmatches)],
    );
  }
  await client.query(
    `INSERT INTO payments.settlement_returns
     SELECT * FROM json_populate_recordset(NULL::payments.settlement_returns, $1)`,
    [JSON.stringify(returns)],
  );
  await client.query(
    `UPDATE payments.settlements s
     SET unallocated_minor = a.unallocated_minor, suspended = coalesce(a.suspended, s.suspended),
       suspended_for = CASE WHEN a.suspended IS NOT FALSE THEN coalesce(a.suspended_for, s.suspended_for) END,
       waits_since = CASE WHEN a.suspended IS NOT FALSE THEN coalesce(a.waits_since, s.waits_since) END
     FROM json_populate_recordset(NULL::payments.settlements, $1) a WHERE s.settlement_id = a.settlement_id`,
    [JSON.stringify(allocations)],
  );
}
