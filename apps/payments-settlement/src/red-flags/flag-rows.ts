import type { EventOf } from '@corridor/contracts';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';

export const FLAG_LIST_EVENTS = [
  'RedFlagRaised',
  'RedFlagEvidenceAdded',
  'RedFlagAssigned',
  'RedFlagCleared',
  'RedFlagConfirmed',
] as const;

/** Keeps the rows of the work list of flags. */
export const flagRows: Reactions<(typeof FLAG_LIST_EVENTS)[number]> = {
  RedFlagRaised: async (event, client) => {
    const { data, position, occurredAt, demo } = event;
    const { flagId, kind, subject, reason, evidence, banks } = data;
    const { rowCount } = await client.query({
      name: 'flag-raised',
      text: `INSERT INTO payments.red_flags (flag_id, kind, status, subject, consignment_ids, reason, evidence, banks, raised_at, position, demo, credit_ids)
        VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (flag_id) DO NOTHING`,
      values: [
        flagId,
        kind,
        JSON.stringify(subject),
        subject.consignmentIds,
        reason,
        evidence,
        banks,
        occurredAt,
        position,
        demo,
        subject.letterOfCreditIds ?? [],
      ],
    });
    if (rowCount === 1) return;
    await add(event.data, client);
    await client.query({
      name: 'flag-raised-again',
      text: `UPDATE payments.red_flags SET status = 'open', assignee = NULL, outcome = NULL WHERE flag_id = $1`,
      values: [flagId],
    });
  },
  RedFlagEvidenceAdded: ({ data }, client) => add(data, client),
  RedFlagAssigned: async ({ data }, client) => {
    await client.query({
      name: 'flag-assigned',
      text: `UPDATE payments.red_flags SET status = 'assigned', assignee = $2 WHERE flag_id = $1`,
      values: [data.flagId, data.assignee],
    });
  },
  RedFlagCleared: ({ data }, client) => end(data, 'cleared', client),
  RedFlagConfirmed: ({ data }, client) => end(data, 'confirmed', client),
};

type Added = EventOf<'RedFlagEvidenceAdded'>['data'];

async function add({ flagId, subject, reason, evidence, banks }: Omit<Added, 'kind'>, client: pg.ClientBase) {
  await client.query({
    name: 'flag-evidence-added',
    text: `UPDATE payments.red_flags f SET reason = $2,
        evidence = ARRAY(SELECT DISTINCT e FROM unnest(f.evidence || $3::bigint[]) e ORDER BY e),
        banks = ARRAY(SELECT DISTINCT b COLLATE "C" AS b FROM unnest(f.banks || $4::text[]) b ORDER BY b),
        consignment_ids = ARRAY(SELECT DISTINCT c FROM unnest(f.consignment_ids || $5::uuid[]) c ORDER BY c),
        credit_ids = ARRAY(SELECT DISTINCT c FROM unnest(f.credit_ids || $6::uuid[]) c ORDER BY c)
      WHERE flag_id = $1`,
    values: [flagId, reason, evidence, banks, subject.consignmentIds, subject.letterOfCreditIds ?? []],
  });
}

async function end(
  { flagId, reason }: { readonly flagId: string; readonly reason: string },
  status: 'cleared' | 'confirmed',
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: 'flag-ended',
    text: 'UPDATE payments.red_flags SET status = $2, outcome = $3 WHERE flag_id = $1',
    values: [flagId, status, reason],
  });
}
