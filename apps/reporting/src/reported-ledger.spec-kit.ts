import { EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger } from '@corridor/testing';
import type pg from 'pg';

/** A ledger for a test of read models. */
export interface ReportedLedger {
  readonly url: string;
  /** As reporting connects. */
  readonly pool: pg.Pool;
  readonly owner: pg.Pool;
  /** Writes the log, whosever events they are. */
  readonly store: EventStore;
  stop(): Promise<void>;
}

export async function startReportedLedger(): Promise<ReportedLedger> {
  const { url, stop } = await startTestLedger();
  const pool = ledgerPool(url, 'reporting');
  const owner = ledgerPool(url);
  return {
    url,
    pool,
    owner,
    store: new EventStore({ pool: owner }),
    stop: async () => {
      await Promise.all([pool.end(), owner.end()]);
      await stop();
    },
  };
}
