import pg from 'pg';

const RECONNECT_MS = 1_000;

/**
 * Wakes up who waits for the log to grow: one connection that listens, for all who wait in a process. It is a hint and no more:
 * a notification that is lost, with its connection, costs the time until the next look, never an event.
 */
export class Awakener {
  private readonly waiting = new Set<() => void>();
  private head = 0;
  private client: pg.Client | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly connect: () => pg.Client) {}

  /** Settles once the log is known to go beyond `after`, or after `atMostMs`, or with the signal, whatever comes first. */
  async wait(after: number, atMostMs: number, signal?: AbortSignal): Promise<void> {
    if (this.isClosed || signal?.aborted || this.head > after) return;
    this.listen();
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        if (this.head <= after && !this.isClosed && !signal?.aborted) return;
        end();
      };
      const end = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(end, atMostMs);
      this.waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
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
    client.on('notification', ({ payload }) => {
      this.head = Math.max(this.head, Number(payload) || 0);
      for (const wake of [...this.waiting]) wake();
    });
    client
      .connect()
      .then(() => client.query('LISTEN ledger'))
      .catch(lost);
  }
}
