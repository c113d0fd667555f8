import { createHash, randomUUID } from 'node:crypto';
import { ledgerPool } from '@corridor/event-store';
import { GATEWAY_LIMITS, startGateway } from '@corridor/gateway';
import { createLogger, type Role, type RunningService } from '@corridor/nest-kit';
import { readPaymentsSettings, startPaymentsSettlement } from '@corridor/payments-settlement';
import { startReporting } from '@corridor/reporting';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { startTradeEvents } from '@corridor/trade-events';
import type pg from 'pg';

/** Whose the keys are, and the offices of customs. */
const HOLDERS = {
  exporter: ['demo-textiles-faisalabad', 'trader'],
  importer: ['demo-trading-almaty', 'trader'],
  customs: ['demo-customs', 'customs', ['KZ', 'PK']],
  bank: ['demo-bank-karachi', 'bank'],
  council: ['demo-council', 'council'],
  commission: ['demo-commission', 'commission'],
  reporter: ['demo-reporter', 'reporter'],
} as const satisfies Readonly<Record<string, readonly [string, Role, (readonly string[])?]>>;
export type Holder = keyof typeof HOLDERS;

const logger = createLogger('corridor', { logLevel: 'silent' });
const DEADLINE_MS = 20_000;

const PRIVACY_KEY = Buffer.alloc(32, 7).toString('base64');

/** All services on a ledger of their own, with one clock, as everybody comes to them: through the gateway. */
export class CorridorWorld {
  private readonly running: RunningService[] = [];
  private nowMs: number;
  private url = '';

  private constructor(
    private readonly ledger: TestLedger,
    readonly owner: pg.Pool,
    began: string,
  ) {
    this.nowMs = Date.parse(began);
  }

  static async start(began: string): Promise<CorridorWorld> {
    const ledger = await startTestLedger();
    const owner = ledgerPool(ledger.url);
    for (const [key, [participant, role, offices = []]] of Object.entries(HOLDERS)) {
      const hash = createHash('sha256').update(key).digest();
      await owner.query(
        `INSERT INTO access.api_keys (key_hash, participant, role, label, offices) VALUES ($1, $2, $3, 'test', $4)`,
        [hash, participant, role, offices],
      );
    }
    const world = new CorridorWorld(ledger, owner, began);
    await world.startServices();
    return world;
  }

  private async startServices(): Promise<void> {
    const { settings, now } = this;
    const trade = await startTradeEvents({ ...settings, privacyKey: PRIVACY_KEY }, logger, now);
    const payments = await startPaymentsSettlement(settings, logger, { ...readPaymentsSettings({}), now });
    const reporting = await startReporting(settings, logger);
    const addresses = { tradeEventsUrl: trade.url, paymentsSettlementUrl: payments.url };
    const gateway = await startGateway({ ...settings, ...addresses }, logger, GATEWAY_LIMITS);
    this.url = gateway.url;
    this.running.push(gateway, reporting, payments, trade);
  }

  async stop(): Promise<void> {
    for (const service of this.running) await service.stop();
    await this.owner.end();
    await this.ledger.stop();
  }

  private readonly now = (): number => this.nowMs;

  private get settings() {
    return { databaseUrl: this.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
  }

  /** It is so late now. @returns the instant as a body tells it. */
  at(occurredAt: string): { readonly occurredAt: string } {
    this.nowMs = Date.parse(occurredAt);
    return { occurredAt };
  }

  /** Another process of trade-events looks at the clock, as each does when it starts, until the log has `count` events of a type. */
  async looksAtTheClock(instant: string, type: string, count = 1): Promise<readonly number[]> {
    this.at(instant);
    const service = await startTradeEvents(this.settings, logger, this.now);
    try {
      return await this.told(type, count);
    } finally {
      await service.stop();
    }
  }

  async send(holder: Holder, path: string, body?: object): Promise<Record<string, unknown>> {
    return JSON.parse(await this.text(holder, path, body));
  }

  /** The answer as it comes. @throws Error if it is none of success. */
  async text(holder: Holder, path: string, body?: object): Promise<string> {
    const headers = {
      authorization: `Bearer ${holder}`,
      'content-type': 'application/json',
      // Each request is another one; that of a settlement has to say so.
      ...(path === '/v1/settlements' && { 'idempotency-key': randomUUID() }),
    };
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return text;
  }

  /** Sends a command that has to succeed. @returns ids of its answer. */
  done(holder: Holder, path: string, body: object): Promise<Readonly<Record<string, string>>> {
    return this.send(holder, `/v1/${path}`, body) as Promise<Readonly<Record<string, string>>>;
  }

  /** What GraphQL answers, once the read models have come to the end of the log. */
  // biome-ignore lint/suspicious/noExplicitAny: each question has an answer of its own shape, which the expectation tells.
  async ask(query: string, variables: object = {}, holder: Holder = 'commission'): Promise<any> {
    await this.reported();
    const { data, errors } = await this.send(holder, '/graphql', { query, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Until every read model has come to where the log ends as this is called. */
  async reported(): Promise<void> {
    const { rows } = await this.owner.query<{ position: string }>('SELECT position FROM read.head');
    const head = Number(rows[0]?.position);
    await until(`the read models at ${head}`, async () => {
      const { data } = await this.send('reporter', '/graphql', { query: '{ ledger { position } }' });
      const at = (data as { ledger: { position: number | string } | null } | null)?.ledger?.position;
      return at !== undefined && Number(at) >= head ? at : undefined;
    });
  }

  /** Positions of the events of a type, once there are so many of them. */
  async told(type: string, count: number): Promise<readonly number[]> {
    const positions = await until(`${count} ${type}`, async () => {
      const { rows } = await this.owner.query<{ position: string }>(
        'SELECT position FROM read.log WHERE type = $1 ORDER BY position',
        [type],
      );
      return rows.length >= count ? rows.map(({ position }) => Number(position)) : undefined;
    });
    expect(positions).toHaveLength(count);
    return positions;
  }

  /** Types of the events at positions. */
  async typesAt(positions: readonly number[]): Promise<readonly string[]> {
    const { rows } = await this.owner.query<{ type: string }>(
      'SELECT type FROM read.log WHERE position = ANY ($1) ORDER BY position',
      [positions],
    );
    return rows.map(({ type }) => type);
  }
}

async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
