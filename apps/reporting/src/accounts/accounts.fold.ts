import type { EventOf, PostingEventType } from '@corridor/contracts';
import { toMoney } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';

export type PostingEvent = EventOf<PostingEventType>;

/** An account of one participant in one currency, of demo data or of what is real. */
export interface AccountKey {
  readonly account: string;
  readonly of: string;
  readonly currency: string;
  readonly demo: boolean;
}

/** Minor units of all that was ever debited and credited. */
export interface Totals {
  readonly debits: bigint;
  readonly credits: bigint;
}

/** A row of `reporting.postings`, without its generation. Numbers that JSON could round are text. */
export interface PostingRow extends AccountKey {
  readonly position: number;
  readonly line: number;
  readonly side: 'debit' | 'credit';
  readonly minor: string;
  readonly debits: string;
  readonly credits: string;
  readonly event_type: string;
  readonly stream_id: string;
  readonly occurred_at: string;
}

/** A row of `reporting.accounts`, without its generation. */
export interface AccountRow extends AccountKey {
  readonly first_position: number;
}

export function keyOf({ account, of, currency, demo }: AccountKey): string {
  return JSON.stringify([account, of, currency, demo]);
}

/**
 * Of each stream, whether it began with demo data. An event has the mark of what led to it, so that a real credit that pays a demo's invoice, or the other
 * way round, would move money from the one to the other: what is booked stays where it was booked.
 * @param known of the streams that were posted to before; those that begin are added.
 */
export function marksOf(
  events: readonly Pick<PostingEvent, 'streamId' | 'demo'>[],
  known: Map<string, boolean>,
): ReadonlyMap<string, boolean> {
  for (const { streamId, demo } of events) if (!known.has(streamId)) known.set(streamId, demo);
  return known;
}

/**
 * The lines that events post, each with the totals of its account behind it.
 * @param marks as {@link marksOf} has them.
 * @param totals of the accounts before the first of the events, by {@link keyOf}; moved on. An account that is not in it begins.
 */
export function foldPostings(
  events: readonly PostingEvent[],
  marks: ReadonlyMap<string, boolean>,
  totals: Map<string, Totals>,
): { readonly postings: readonly PostingRow[]; readonly begun: readonly AccountRow[] } {
  const postings: PostingRow[] = [];
  const begun: AccountRow[] = [];
  for (const { position, type, streamId, occurredAt, data, ...event } of events) {
    const demo = marks.get(streamId) ?? event.demo;
    for (const [index, { account, of, side, amount }] of (data.postings ?? []).entries()) {
      const { minor, currency } = toMoney(amount);
      const key = { account, of, currency, demo };
      const before = totals.get(keyOf(key));
      if (!before) begun.push({ ...key, first_position: position });
      const { debits, credits } = before ?? { debits: 0n, credits: 0n };
      const after =
        side === 'debit' ? { debits: debits + minor, credits } : { debits, credits: credits + minor };
      totals.set(keyOf(key), after);
      postings.push({
        position,
        line: index + 1,
        ...key,
        side,
        minor: minor.toString(),
        debits: after.debits.toString(),
        credits: after.credits.toString(),
        event_type: type,
        stream_id: streamId,
        occurred_at: utcInstant(occurredAt),
      });
    }
  }
  return { postings, begun };
}
