import { type EventDataOf, type RecordedEvent, readerOf } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { LogList } from '../list/log-list.js';
import { CreditNames } from './credit-names.js';
import type { CreditTelling } from './names-of-credit.js';

/** What names a credit. */
export const NAMING_EVENTS = ['SettlementBooked', 'SettlementConfirmed'] as const;
const read = readerOf(NAMING_EVENTS, () => undefined);

/**
 * Keeps the names of credits that were booked by whoever did not claim them: an older release, or an import. What was claimed
 * has its names already.
 */
export class NamesOfLog extends LogList {
  private caughtUp: Promise<void> | undefined;

  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool) {
    const of = { categories: ['settlement'] } as const;
    // A credit whose names nobody has is booked once more under the next of them.
    super({ list: 'names', name: 'What names credits', of, write, setsAside: () => false }, store, pool);
  }

  /** Settles once what stood in the log when it was asked first has its names: before that, nothing is claimed. @throws ListStands. */
  ready(): Promise<void> {
    this.caughtUp ??= this.catchUp().catch((error) => {
      this.caughtUp = undefined;
      throw error;
    });
    return this.caughtUp;
  }

  private async catchUp(): Promise<void> {
    await this.arrive(await this.store.head());
  }
}

function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  const tellings = events.flatMap((each) => {
    const event = read(each);
    if (!event) return [];
    return event.type === 'SettlementBooked' ? [tellingOf(event.data)] : partTold(event.data);
  });
  return new CreditNames(client).keep(tellings);
}

type Booked = EventDataOf<'SettlementBooked'>;

function tellingOf(booked: Booked): CreditTelling {
  const { settlementId, bank, account, amount, valueDate, references, basis, batch } = booked;
  const { accountServicerReference, uetr, endToEndId } = references;
  const byStatus = basis === 'status-accc';
  const told = { settlementId, bank, account, accountServicerReference, uetr, endToEndId, amount, valueDate };
  return { ...told, batch, occurrence: 1, byStatus };
}

/** A payment that an entry details which was booked as one amount has names of its own. */
function partTold(confirmed: EventDataOf<'SettlementConfirmed'>): readonly CreditTelling[] {
  const { settlementId: bookedIn, bank, account, valueDate, references, part } = confirmed;
  if (!part || account === undefined || valueDate === undefined) return [];
  const { partId: settlementId, amount, batch } = part;
  const { accountServicerReference, uetr, endToEndId } = references;
  const told = { settlementId, bank, account, accountServicerReference, uetr, endToEndId, amount, valueDate };
  return [{ ...told, batch, bookedIn, occurrence: 1 }];
}
