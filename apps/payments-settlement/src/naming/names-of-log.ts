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
  const tellings: CreditTelling[] = [];
  const sums: CreditTelling[] = [];
  for (const each of events) {
    const event = read(each);
    if (event?.type === 'SettlementBooked') tellings.push(tellingOf(event.data));
    else if (event) {
      tellings.push(...toldAgain(event.data));
      sums.push(...sumTold(event.data));
    }
  }
  return new CreditNames(client).keep(tellings, sums);
}

type Booked = EventDataOf<'SettlementBooked'>;

function tellingOf(booked: Booked): CreditTelling {
  const { settlementId, bank, account, amount, valueDate, references, basis, entry } = booked;
  const { accountServicerReference, uetr, endToEndId } = references;
  const byStatus = basis === 'status-accc';
  const told = { settlementId, bank, account, accountServicerReference, uetr, endToEndId, amount, valueDate };
  return { ...told, entry, occurrence: 1, byStatus };
}

type Confirmed = EventDataOf<'SettlementConfirmed'>;

/** What another message calls a credit. */
function toldAgain(confirmed: Confirmed): readonly CreditTelling[] {
  const { settlementId, bank, returnId, account, amount, valueDate, references, basis, entry } = confirmed;
  if (returnId !== undefined || account === undefined || !amount || valueDate === undefined) return [];
  const { accountServicerReference, uetr, endToEndId } = references;
  const byStatus = basis === 'status-accc';
  const told = { settlementId, bank, account, accountServicerReference, uetr, endToEndId, amount, valueDate };
  return [{ ...told, entry, occurrence: 1, byStatus, isAgain: true }];
}

/** What the one amount of an entry calls that, which was told in details before. */
function sumTold({
  settlementId,
  bank,
  account,
  amount,
  valueDate,
  entry,
}: Confirmed): readonly CreditTelling[] {
  if (amount || !entry || account === undefined || valueDate === undefined) return [];
  const { accountServicerReference, amount: total } = entry;
  return [
    { settlementId, bank, account, accountServicerReference, amount: total, valueDate, entry, occurrence: 1 },
  ];
}
