import type { EventOf } from '@corridor/contracts';
import { sum, toMoney } from '@corridor/kernel';
import { insertRows, projectionOf } from '@corridor/projections';
import type pg from 'pg';
import { utcInstant } from '../utc-instant.js';

const TARGETS = 'reporting.targets';

/** Which yearly trade was announced as a goal, by whom and where. */
export const targets = projectionOf({
  name: 'targets',
  tables: [TARGETS],
  handles: ['TargetSet', 'TargetRevised'],
  async apply(events, { client, generation }) {
    const pairs = await pairsOf(client, generation, events);
    const rows = events.map(({ position, occurredAt, demo, type, data }) => ({
      generation,
      target_id: data.targetId,
      position,
      ...pairs.get(data.targetId),
      yearly_amount_cents: sum('USD', [toMoney(data.yearlyAmount)]).minor.toString(),
      due_on: data.dueOn ?? null,
      source: data.source,
      told_on: occurredAt.slice(0, 10),
      occurred_at: utcInstant(occurredAt),
      demo,
      baseline_year: data.baselineYear ?? null,
      definition: data.definition ?? null,
      meeting_id: data.meetingId ?? null,
      reason: type === 'TargetRevised' ? data.reason : null,
    }));
    await insertRows(client, TARGETS, rows);
  },
});

interface Pair {
  readonly reporter: string;
  readonly partner: string;
}

/** Whose trade with whom each target is of: a revision does not tell it again. */
async function pairsOf(
  client: pg.ClientBase,
  generation: number,
  events: readonly EventOf<'TargetSet' | 'TargetRevised'>[],
): Promise<ReadonlyMap<string, Pair>> {
  const revised = events.flatMap(({ type, data }) => (type === 'TargetRevised' ? data.targetId : []));
  const { rows } = await client.query<Pair & { target_id: string }>(
    `SELECT DISTINCT target_id, reporter, partner FROM ${TARGETS} WHERE generation = $1 AND target_id = ANY ($2)`,
    [generation, revised],
  );
  const pairs = new Map(rows.map(({ target_id, ...pair }) => [target_id, pair]));
  for (const { type, data } of events) {
    if (type === 'TargetSet') pairs.set(data.targetId, { reporter: data.reporter, partner: data.partner });
  }
  return pairs;
}
