import { readerOf } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { CreditNames } from './credit-names.js';
import type { CreditTelling } from './names-of-credit.js';

const BATCH_SIZE = 1_000;
/** What names a credit. */
export const NAMING_EVENTS = ['SettlementBooked'] as const;
const read = readerOf(NAMING_EVENTS, () => undefined);

/**
 * Keeps the names of credits that were booked by whoever did not claim them: an older release, or an import. What was claimed
 * has its names already.
 */
export class NamesOfLog {
  private caughtUp: Promise<void> | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly names: CreditNames,
  ) {}

  /** Settles once what stood in the log when it was asked first has its names: before that, nothing is claimed. */
  ready(): Promise<void> {
    this.caughtUp ??= this.catchUp().catch((error) => {
      this.caughtUp = undefined;
      throw error;
    });
    return this.caughtUp;
  }

  /** Goes over the next events; says how many. */
  async step(): Promise<number> {
    const after = await this.reached();
    const head = await this.store.head();
    if (head === after) return 0;
    const events = await this.store.readAll({ after, limit: BATCH_SIZE, categories: ['settlement'] });
    await this.names.keep(
      events.flatMap((each) => {
        const event = read(each);
        return event ? [tellingOf(event.data)] : [];
      }),
    );
    const reached = events.length === BATCH_SIZE ? (events.at(-1)?.position ?? after) : head;
    await this.pool.query('UPDATE payments.names_checkpoint SET position = greatest(position, $1)', [
      reached,
    ]);
    return events.length;
  }

  private async catchUp(): Promise<void> {
    const head = await this.store.head();
    while ((await this.reached()) < head) await this.step();
  }

  private async reached(): Promise<number> {
    const { rows } = await this.pool.query<{ position: string }>({
      name: 'payments-names-checkpoint',
      text: 'SELECT position FROM payments.names_checkpoint',
    });
    return Number(rows[0]?.position ?? 0);
  }
}

type Booked = NonNullable<ReturnType<typeof read>>['data'];

function tellingOf(booked: Booked): CreditTelling {
  const { settlementId, bank, account, amount, valueDate, references, basis } = booked;
  const { accountServicerReference, uetr, endToEndId } = references;
  const byStatus = basis === 'status-accc';
  const told = { settlementId, bank, account, accountServicerReference, uetr, endToEndId, amount, valueDate };
  return { ...told, occurrence: 1, byStatus };
}
