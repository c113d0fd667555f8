import { hash } from 'node:crypto';
import type { AppendContext } from '@corridor/event-store';
import type { NotifiedEntry } from '@corridor/iso20022';
import { Inject, Injectable } from '@nestjs/common';
import { noted, type ValueNote, ValueNotes } from '../bank-calendars/value-notes.js';
import { creditOfEntry, type ToldCredit, undetailedIn } from '../booking/credit.js';
import { Credits } from '../booking/credits.js';
import { BOOKED_IN_SUM, type Booking, HELD, isUnderWay, type NotBooked } from '../booking/outcomes.js';
import { bankDay } from '../dates/day-limits.js';
import { CLOCK, type Clock } from '../tokens.js';
import { type ItemResult, referenceOf, refusedItem, rejectedItem } from './item-result.js';

/** Which of the transactions of a message that look alike each is, whatever other references they have. */
export class AlikeCounter {
  /** Of each it keeps 22 characters, as a large statement has many of them. */
  readonly #counts = new Map<string, number>();

  /** From 1. */
  next({ endToEndId, account, amount, valueDate, status }: NotifiedEntry): number {
    if (endToEndId === undefined) return 1;
    const told = `${status} ${account} ${amount.amount} ${amount.currency} ${valueDate} ${endToEndId}`;
    const key = hash('sha256', told, 'base64').slice(0, 22);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}

/** An entry of a message, and which of those that look like it it is. */
export interface CountedEntry {
  readonly entry: NotifiedEntry;
  readonly occurrence: number;
}

/** Takes the credits of a message over, many at a time. */
@Injectable()
export class EntryTaker {
  constructor(
    @Inject(Credits) private readonly credits: Credits,
    @Inject(ValueNotes) private readonly valueNotes: ValueNotes,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * One result for each, in their order.
   * @param known only what the ledger has is answered; all else is refused, since another message came under the id of this one.
   */
  async take(
    entries: readonly CountedEntry[],
    bank: string,
    context: AppendContext,
    known: boolean,
  ): Promise<readonly ItemResult[]> {
    const results = new Array<ItemResult>(entries.length);
    const today = bankDay(this.now());
    const told: ToldCredit[] = [];
    const indexes: number[] = [];
    for (const [index, { entry, occurrence }] of entries.entries()) {
      try {
        const undetailed = undetailedIn(entry);
        told.push({
          credit: creditOfEntry(entry, bank, today),
          occurrence,
          ...(undetailed !== undefined && { undetailed }),
        });
        indexes.push(index);
      } catch (error) {
        results[index] = rejectedItem(entry, error);
      }
    }
    const entryAt = (index: number) => (entries[index] as CountedEntry).entry;
    const notes = await this.valueNotes.of(
      told.map(({ credit }, at) => ({ ...credit, bookedAt: entryAt(indexes[at] as number).bookedAt })),
    );
    const outcomes = known ? await this.credits.look(told) : await this.credits.take(told, context);
    for (const [at, index] of indexes.entries()) {
      results[index] = resultOf(entryAt(index), outcomes[at], notes[at]);
    }
    return results;
  }
}

function resultOf(
  entry: NotifiedEntry,
  outcome: Booking | NotBooked | undefined,
  notes: readonly ValueNote[] | undefined,
): ItemResult {
  if (!outcome) return idReused(entry);
  if (outcome.outcome === 'rejected') {
    const { error } = outcome;
    const refused = rejectedItem(entry, error);
    if (!isUnderWay(error)) return refused;
    const { code: _, ...waits } = refused;
    return { ...waits, isoStatus: 'PDNG' };
  }
  const { settlementId, position, held, parts, inSum } = outcome;
  return {
    reference: referenceOf(entry),
    status: outcome.outcome === 'known' ? 'duplicate' : 'accepted',
    isoStatus: 'ACTC',
    ...(parts === undefined && { settlementId }),
    position,
    ...(parts !== undefined && {
      message: `It sums up ${parts} payments that were told in details: these are booked, and it adds nothing.`,
    }),
    ...(inSum && BOOKED_IN_SUM),
    ...(held && HELD),
    ...noted(notes),
  };
}

export function idReused(item: Parameters<typeof refusedItem>[0]): ItemResult {
  const message = `Another message came under the id "${item.messageId}"; send what is new under an id of its own.`;
  return refusedItem(item, 'message-id-reused', message);
}
