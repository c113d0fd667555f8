import { pause } from '@corridor/messaging';
import { ProblemError } from '@corridor/nest-kit';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';

const LOOK_EACH_MS = 100;
/** Requests that wait in a process, and of them those of one bank. */
const WAITING_MAX = 500;
const WAITING_OF_BANK_MAX = 20;

interface Waiter {
  readonly bank: string;
  readonly after: number;
  readonly wake: () => void;
}

/** Lets requests wait until there is something to tell their bank: one look for all of them, ten times a second while anybody waits. */
export class Waiting implements BeforeApplicationShutdown {
  private readonly waiters = new Set<Waiter>();
  private looking: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly waitingMax = WAITING_MAX,
    private readonly waitingOfBankMax = WAITING_OF_BANK_MAX,
  ) {}

  /** Nobody is waited for any more: the service ends. */
  get isOver(): boolean {
    return this.stopping.signal.aborted;
  }

  /**
   * Settles once there is something behind `after`, or after `atMostMs`, or with the signal, whatever comes first.
   * @throws ProblemError 429 `too-many-waiting`.
   */
  async for(bank: string, after: number, atMostMs: number, signal: AbortSignal): Promise<void> {
    const ofBank = [...this.waiters].filter((waiter) => waiter.bank === bank).length;
    if (this.waiters.size >= this.waitingMax || ofBank >= this.waitingOfBankMax) {
      const message = `Too many requests wait already${ofBank >= this.waitingOfBankMax ? ' with your key' : ''}. Ask without "wait", or end others.`;
      throw new ProblemError(429, 'too-many-waiting', message);
    }
    const over = AbortSignal.any([signal, this.stopping.signal]);
    if (over.aborted) return;
    const found = new AbortController();
    const waiter = { bank, after, wake: () => found.abort() };
    this.waiters.add(waiter);
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
    try {
      await pause(atMostMs, AbortSignal.any([over, found.signal]));
    } finally {
      this.waiters.delete(waiter);
    }
  }

  /** The service ends: wakes all who wait, so that their requests are answered. Nest calls it before it stops to listen. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  private async look(): Promise<void> {
    while (this.waiters.size > 0 && !this.stopping.signal.aborted) {
      const asked = [...this.waiters];
      // A database that is away for a moment is asked again; who waits finds nothing meanwhile.
      const found = await this.found(asked).catch(() => []);
      for (const index of found) asked[index]?.wake();
      await pause(LOOK_EACH_MS, this.stopping.signal);
    }
  }

  /** Which of those who wait have something to be told. */
  private async found(asked: readonly Waiter[]): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ n: string }>({
      name: 'payments-outgoing-waiting',
      text: `SELECT w.n FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY w(bank, after, n)
        WHERE EXISTS (SELECT FROM payments.outgoing o WHERE o.bank = w.bank AND o.position > w.after)`,
      values: [asked.map(({ bank }) => bank), asked.map(({ after }) => after)],
    });
    return rows.map(({ n }) => Number(n) - 1);
  }
}
