import { randomUUID } from 'node:crypto';
import {
  type CreditCommandOf,
  endOf,
  isBound,
  isOpen,
  type KnownCredit,
  type LetterOfCreditCommand,
} from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import type { Clock } from '../tokens.js';
import type { CalendarsOf } from './calendars.js';
import { countryOf, placesOfExpiry } from './credit-step.js';

/** Who says that a day has passed. */
const ACTOR = 'process:payments-settlement';

export interface LapsingOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly credits: PaymentsAggregates['lettersOfCredit'];
  readonly calendarsOf: CalendarsOf;
  readonly now: Clock;
  /** Told of a credit that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (letterOfCreditId: string, error: unknown) => void;
  readonly pageMax?: number;
}

/** A credit of which a day has passed as far as the list knows. */
interface Candidate {
  readonly credit_id: string;
  /** `YYYY-MM-DD`. */
  readonly lapses_after: string;
  readonly position: string;
  readonly demo: boolean;
}

/**
 * Makes a step that marks what lapses by itself, page by page through the list: credits that expire, and presentations that nobody refused in time. The list may
 * lag, so each credit's own stream decides: whatever lapses is marked once, however often and by however many processes it is looked at.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function lapsedCredits(options: LapsingOptions): () => Promise<number> {
  const { now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) => candidates(options, nowMs, last, limit),
    mark: (candidate, nowMs) => mark(options, candidate, nowMs),
    onFailed: ({ credit_id }, error) => onFailed(credit_id, error),
    pageMax,
  });
}

async function candidates(
  { pool }: LapsingOptions,
  nowMs: number,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'payments-lapsed-credits',
    // No clock of the corridor is behind UTC: there, the day in UTC has begun.
    text: `SELECT credit_id, lapses_after::text, position, demo FROM payments.letters_of_credit
      WHERE lapses_after <= $1::date AND ($2::date IS NULL OR (lapses_after, credit_id) > ($2::date, $3::uuid))
      ORDER BY lapses_after, credit_id LIMIT $4`,
    values: [
      new Date(nowMs).toISOString().slice(0, 10),
      last?.lapses_after ?? null,
      last?.credit_id ?? null,
      limit,
    ],
  });
  return rows;
}

/** @returns whether something had not been marked before. */
function mark(options: LapsingOptions, candidate: Candidate, nowMs: number): Promise<boolean> {
  const { store, credits } = options;
  const { credit_id: id, demo, position } = candidate;
  return retryOnConflict(async () => {
    const before = await credits.load(id);
    if (before.state.status === 'unknown') return false;
    const commands = await lapsed(before.state, new Date(nowMs).toISOString(), options.calendarsOf);
    const { append } = decideInTurn(credits, id, commands, before);
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

/** What has lapsed of a credit by an instant, by the clocks and calendars of the places. */
async function lapsed(
  state: KnownCredit,
  instant: string,
  calendarsOf: CalendarsOf,
): Promise<readonly LetterOfCreditCommand[]> {
  const commands: LetterOfCreditCommand[] = [];
  if (state.status === 'cancelled' || state.status === 'closed') return commands;
  for (const [index, { status, heldBy, examineBy }] of state.presentations.entries()) {
    const occurredAt = byClockOf(countryOf(heldBy, state), instant);
    const today = occurredAt.slice(0, 10);
    if (status !== 'presented' || !isBound(state, heldBy) || today <= examineBy) continue;
    commands.push({ type: 'DeemComplying', occurredAt, data: { presentation: index + 1, today } });
  }
  const expiry = await expiryBy(instant, state, calendarsOf);
  return expiry ? [...commands, expiry] : commands;
}

/** That a credit has expired by an instant, at the place where it does; `undefined` where it has not, or that was told. */
export async function expiryBy(
  instant: string,
  state: KnownCredit,
  calendarsOf: CalendarsOf,
): Promise<CreditCommandOf<'ExpireCredit'> | undefined> {
  if (!isOpen(state)) return undefined;
  const places = await placesOfExpiry(instant, state, calendarsOf);
  if (!endOf(state, places).isOver) return undefined;
  return { type: 'ExpireCredit', occurredAt: byClockOf(state.terms.expiry.place, instant), data: { places } };
}
