import pg from 'pg';

const RECONNECT_MS = 1_000;

/**
 * Wakes up who waits for the log to grow: one connection that listens, for all who wait in a process. It is a hint and no more:
 * a notification that is lost, with its connection, costs the time until the next look, never an event.
 */
export class Awakener {
  private readonly waiting = new Set<() => void>();
  private client: pg.Client | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private isClosed = false;
  private told = 0;

  constructor(private readonly connect: () => pg.Client) {}

  /** How often it was told so far: who notes it before a look at the log misses nothing that comes before {@link wait}. */
  get notifications(): number {
    return this.told;
  }

  /**
   * Settles once it is told that the log has grown, more often than `since`, or after `atMostMs`, or with the signal, whatever comes first.
   * @returns false where nothing will wake it up any more
   */
  async wait(since: number, atMostMs: number, signal?: AbortSignal): Promise<boolean> {
    if (this.isClosed || signal?.aborted) return false;
    this.listen();
    if (this.told !== since) return true;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.waiting.delete(end);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, atMostMs);
      this.waiting.add(end);
      signal?.addEventListener('abort', end);
    });
    return !this.isClosed && !signal?.aborted;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.reconnect);
    for (const wake of [...this.waiting]) wake();
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private listen(): void {
    if (this.client || this.reconnect || this.isClosed) return;
    const client = this.connect();
    this.client = client;
    const lost = (): void => {
      if (this.client !== client || this.isClosed) return;
      this.client = undefined;
      client.end().catch(() => undefined);
      this.reconnect = setTimeout(() => {
        this.reconnect = undefined;
        this.listen();
      }, RECONNECT_MS);
      this.reconnect.unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => {
      this.told += 1;
      for (const wake of [...this.waiting]) wake();
    });
    client
      .connect()
      .then(() => client.query('LISTEN ledger'))
      .catch(lost);
  }
}
