import type { ConsignmentState } from '@corridor/domain';
import type { Loaded } from '@corridor/event-store';
import type pg from 'pg';
import type { TradeAggregates } from '../aggregates.js';

/** A consignment as it was loaded. */
export interface LoadedPart {
  readonly id: string;
  readonly loaded: Loaded<ConsignmentState>;
}

/**
 * The consignments that the goods of one went on as, parts of parts, too; none, and nothing is read, unless it is split.
 * @param client reads in its transaction, where one is given
 */
export async function partsBelow(
  consignments: TradeAggregates['consignments'],
  whole: ConsignmentState,
  client?: pg.ClientBase,
): Promise<readonly LoadedPart[]> {
  if (whole.status !== 'split') return [];
  const found: LoadedPart[] = [];
  // One after the other: a client takes one query at a time.
  for (const id of whole.parts ?? []) {
    const loaded = await consignments.load(id, client);
    found.push({ id, loaded }, ...(await partsBelow(consignments, loaded.state, client)));
  }
  return found;
}
