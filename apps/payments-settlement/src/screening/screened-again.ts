import { randomUUID } from 'node:crypto';
import type { BookedSettlement, SettlementCommand, SettlementState } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { byClockOf } from '@corridor/reference-data';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { mapBounded } from '../booking/bounded.js';
import type { Clock } from '../tokens.js';
import type { Screened, Screening } from './screening.js';

/** Who releases what is on no list. */
const ACTOR = 'process:payments-settlement';

/** Settlements that one step looks at; more are looked at in the next, so that the service can stop between. */
const PAGE_MAX = 500;
const LOADED_AT_ONCE_MAX = 16;

export interface ScreenedAgainOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly settlements: PaymentsAggregates['settlements'];
  readonly screening: Screening;
  readonly now: Clock;
  /** Told of a settlement that could not be taken further; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (settlementId: string, error: unknown) => void;
  readonly pageMax?: number;
}

interface Candidate {
  readonly settlement_id: string;
  readonly position: string;
  readonly demo: boolean;
}

/**
 * Makes a step that looks again for the parties of what is held for want of an answer: what is clear is released, what is not is held for
 * what was found. The list of settlements may lag, so each one's own stream decides: it is done once, however often it is looked at.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function screenedAgain(options: ScreenedAgainOptions): () => Promise<number> {
  const { pageMax = PAGE_MAX } = options;
  /** Behind which one this round goes on. */
  let after = '0';
  return async () => {
    const page = await candidates(options, after, pageMax);
    const held = await unscreened(options, page);
    const screened = await options.screening.screen(held.map(({ settlement }) => settlement));
    const isAnswered = ({ held: hold }: Screened) => hold === undefined || hold.hits.length > 0;
    const answered = screened.flatMap((each, index) => {
      const candidate = held[index]?.candidate;
      return candidate && isAnswered(each) ? [{ candidate, screened: each }] : [];
    });
    let done = 0;
    for (const { candidate, screened: found } of answered) {
      try {
        if (await take(options, candidate, found)) done += 1;
      } catch (error) {
        options.onFailed(candidate.settlement_id, error);
      }
    }
    // While nobody answers, there is no use in asking for the others.
    const isDown = held.length > 0 && answered.length === 0;
    const last = page.length === pageMax && !isDown ? page.at(-1) : undefined;
    after = last?.position ?? '0';
    return last ? page.length : done;
  };
}

async function candidates(
  { pool }: ScreenedAgainOptions,
  after: string,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'payments-unscreened',
    text: `SELECT settlement_id, position, demo FROM payments.settlements
      WHERE held IS NOT NULL AND NOT released AND unallocated_minor > 0 AND json_array_length(held->'hits') = 0
        AND position > $1 ORDER BY position LIMIT $2`,
    values: [after, limit],
  });
  return rows;
}

async function unscreened({ settlements }: ScreenedAgainOptions, page: readonly Candidate[]) {
  const loaded = await mapBounded(page, LOADED_AT_ONCE_MAX, async (candidate) => {
    const { state } = await settlements.load(candidate.settlement_id);
    return isUnscreened(state) ? [{ candidate, settlement: state.settlement }] : [];
  });
  return loaded.flat();
}

function isUnscreened(state: SettlementState): state is BookedSettlement {
  return state.status === 'booked' && state.unscreened === true;
}

/** @returns whether it was still held for want of an answer. */
function take(
  { store, settlements, now }: ScreenedAgainOptions,
  { settlement_id: id, position, demo }: Candidate,
  screened: Screened,
): Promise<boolean> {
  const occurredAt = byClockOf('PK', new Date(now()).toISOString());
  return retryOnConflict(async () => {
    const loaded = await settlements.load(id);
    if (!isUnscreened(loaded.state)) return false;
    const { append } = settlements.decide(id, commandOf(screened, occurredAt), loaded);
    if (!append) return false;
    await store.append({
      streams: [append],
      actor: ACTOR,
      correlationId: randomUUID(),
      causationId: Number(position),
      demo,
    });
    return true;
  });
}

function commandOf({ held, screenedBy }: Screened, occurredAt: string): SettlementCommand {
  if (held) return { type: 'HoldSettlement', occurredAt, data: held };
  const data = { reason: 'Its parties are not on the list.', ...(screenedBy && { screenedBy }) };
  return { type: 'ReleaseSettlement', occurredAt, data };
}
