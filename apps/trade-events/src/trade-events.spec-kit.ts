import { createHash, randomUUID } from 'node:crypto';
import {
  type EventDataOf,
  type EventType,
  participantsOf,
  type RecordedEvent,
  versionToAppend,
} from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { PostgresBus, Relay } from '@corridor/messaging';
import { createLogger, type Role, type RunningService } from '@corridor/nest-kit';
import { checkDocumented, startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { startTradeEvents } from './index.js';

export const EXPORTER = { participantId: 'demo-textiles-faisalabad', name: 'Demo Textiles', country: 'PK' };
export const IMPORTER = { participantId: 'demo-trading-almaty', name: 'Demo Trading', country: 'KZ' };

/** The keys of {@link TradeWorld}, and whose they are. */
const KEYS = {
  exporter: [EXPORTER.participantId, 'trader'],
  importer: [IMPORTER.participantId, 'trader'],
  stranger: ['demo-carpets-lahore', 'trader'],
  customs: ['demo-customs', 'customs', ['AF', 'CN', 'KG', 'KZ', 'PK', 'TJ', 'UZ']],
  /** One office, and all of one country. */
  khorgos: ['demo-customs-khorgos', 'customs', ['KZHOR']],
  pakistan: ['demo-customs-pakistan', 'customs', ['PK']],
  nowhere: ['demo-customs-nowhere', 'customs'],
  operator: ['demo-operator', 'operator'],
  bank: ['demo-bank-karachi', 'bank'],
  reporter: ['demo-reporter', 'reporter'],
  insurer: ['demo-insurer-lahore', 'bank'],
  commission: ['demo-commission', 'commission'],
  council: ['demo-council', 'council'],
  consulate: ['demo-consulate-islamabad', 'consulate'],
} as const satisfies Readonly<Record<string, readonly [string, Role, (readonly string[])?]>>;
export type Holder = keyof typeof KEYS;

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** trade-events running on a ledger of its own, its clients, and payments-settlement as it is seen from here. */
export class TradeWorld {
  private constructor(
    readonly ledger: TestLedger,
    readonly service: RunningService,
    readonly owner: pg.Pool,
    /** Reads the log, of whichever service. */
    readonly log: EventStore,
    private readonly payments: pg.Pool,
  ) {}

  /** @param now the service's clock, milliseconds since 1970. */
  static async start(now: () => number, epcis?: Parameters<typeof startTradeEvents>[3]): Promise<TradeWorld> {
    const ledger = await startTestLedger();
    const owner = ledgerPool(ledger.url);
    for (const [key, [participant, role, offices = []]] of Object.entries(KEYS)) {
      const hash = createHash('sha256').update(key).digest();
      await owner.query(
        `INSERT INTO access.api_keys (key_hash, participant, role, label, offices) VALUES ($1, $2, $3, 'test', $4)`,
        [hash, participant, role, offices],
      );
    }
    const privacyKey = Buffer.alloc(32, 7).toString('base64');
    const settings = { databaseUrl: ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent', privacyKey };
    const service = await startTradeEvents(settings, createLogger('trade-events', settings), now, epcis);
    const payments = ledgerPool(ledger.url, 'payments_settlement');
    return new TradeWorld(ledger, service, owner, new EventStore({ pool: owner }), payments);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await Promise.all([this.owner.end(), this.payments.end()]);
    await this.ledger.stop();
  }

  post(holder: Holder, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.send(path, { method: 'POST', headers: json, body: JSON.stringify(body) }, holder);
  }

  get(holder: Holder, path: string): Promise<Answer> {
    return this.send(path, {}, holder);
  }

  async send(path: string, init: RequestInit, holder?: Holder): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (holder) headers.set('authorization', `Bearer ${holder}`);
    const response = await fetch(`${this.service.url}/v1/${path}`, { ...init, headers });
    const text = await response.text();
    const { status } = response;
    const type = response.headers.get('content-type');
    checkDocumented(init.method ?? 'GET', `/v1/${path}`, { status, type, text, headers: response.headers });
    return {
      status,
      type,
      text,
      body: JSON.parse(text),
    };
  }

  /** Sends a command that has to succeed. @returns its answer. */
  async done(holder: Holder, path: string, body: unknown, headers: Record<string, string> = {}) {
    const answer = await this.post(holder, path, body, headers);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.body as Readonly<Record<string, string>> & { readonly position: number };
  }

  /** Sends what has to be refused: the answer is a problem, and nothing is in the log that was not there before. */
  async refused(send: () => Promise<Answer>): Promise<Answer> {
    const before = await this.asked();
    const answer = await send();
    expect(answer.type).toBe('application/problem+json; charset=utf-8');
    expect(answer.body.type).toBe(`urn:corridor-ledger:problem:${answer.body.code}`);
    expect(answer.body.status).toBe(answer.status);
    expect(await this.asked()).toEqual(before);
    return answer;
  }

  /** What somebody asked for: how many events, and the position of the last. What follows from it by itself comes when it comes. */
  async asked(): Promise<{ readonly count: number; readonly position: number }> {
    const { rows } = await this.owner.query<{ count: number; position: number }>(
      `SELECT count(*)::int AS count, coalesce(max(position), 0)::int AS position FROM ledger.events WHERE actor NOT LIKE 'process:%'`,
    );
    const [told] = rows;
    if (!told) throw new Error('the log was not counted');
    return told;
  }

  /** Every row of every table of the database as text, but for those that PostgreSQL keeps for itself. */
  async everything(): Promise<string> {
    const { rows: tables } = await this.owner.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await this.owner.query<{ text: string }>(
        `SELECT row_to_json(t)::text AS text FROM ${name} t`,
      );
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  }

  /** Declares a consignment. @returns its id. */
  async declared(change: object = {}): Promise<string> {
    const { consignmentId } = await this.done('exporter', 'consignments', { ...declaration(), ...change });
    return consignmentId ?? '';
  }

  /** Appends to an obligation as payments-settlement does, and publishes it. */
  paymentsAppend<Type extends 'ObligationArisen' | 'ObligationPartSettled' | 'ObligationSettled'>(
    obligationId: string,
    type: Type,
    data: EventDataOf<Type>,
    more = {},
  ): Promise<RecordedEvent> {
    return this.paymentsTold(`obligation-${obligationId}`, type, data, more);
  }

  /** Appends to a stream of payments-settlement as that does, and publishes it. */
  async paymentsTold<Type extends EventType>(
    streamId: string,
    type: Type,
    data: EventDataOf<Type>,
    { correlationId = randomUUID() as string, demo = false } = {},
  ): Promise<RecordedEvent> {
    const schemaVersion = versionToAppend({ type, data });
    const store = new EventStore({ pool: this.payments });
    const event = {
      type,
      schemaVersion,
      occurredAt: '2026-03-30T12:00:00+05:00',
      data,
      participants: participantsOf(type, data, [EXPORTER.participantId]),
    };
    const { position } = await store.append({
      streams: [{ streamId, expectedVersion: 'any', events: [event] }],
      actor: 'process:payments-settlement',
      correlationId,
      demo,
    });
    const bus = new PostgresBus(
      this.payments,
      () => undefined,
      async () => undefined,
    );
    const relay = new Relay({ service: 'payments-settlement', store, pool: this.payments, bus });
    while ((await relay.step()) > 0);
    relay.stop();
    return this.event(position);
  }

  /** As payments-settlement tells that an invoice is paid in full. */
  settle(consignmentId: string, invoiceId: string, valueDate: string, more = {}): Promise<RecordedEvent> {
    const usd = (amount: string) => ({ amount, currency: 'USD' });
    return this.paymentsAppend(
      invoiceId,
      'ObligationSettled',
      {
        obligationId: invoiceId,
        invoiceId,
        consignmentId,
        settlementId: randomUUID(),
        amount: usd('1000.00'),
        outstanding: usd('0.00'),
        valueDate,
      },
      more,
    );
  }

  async event(position: number): Promise<RecordedEvent> {
    const [event] = await this.log.readAll({ after: position - 1, limit: 1 });
    if (!event) throw new Error(`the log has no ${position}`);
    return event;
  }

  /** What the consignment is, once `holds` of it. @throws Error if that does not come about in time. */
  async consignmentWhere(
    id: string,
    holds: (consignment: Answer['body']) => boolean,
  ): Promise<Answer['body']> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const { body } = await this.get('operator', `consignments/${id}`);
      if (holds(body)) return body;
      if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Two lines of 750.00 and 250.00 USD, from Karachi to Almaty, FCA. */
export function declaration() {
  const line = {
    lineNumber: 1,
    hs6: '630260',
    description: 'Terry towels of cotton',
    countryOfOrigin: 'PK',
    netMassKg: '12000',
    quantity: '40000',
    unit: 'NAR',
    value: { amount: '750.00', currency: 'USD' },
  };
  const sheets = { lineNumber: 2, hs6: '630221', value: { amount: '250.00', currency: 'USD' } };
  return {
    occurredAt: '2026-03-01T10:00:00+05:00',
    exporter: EXPORTER,
    importer: IMPORTER,
    origin: 'PKKHI',
    destination: 'KZALA',
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    lines: [line, { ...line, ...sheets }],
  };
}

/** The import at Almaty, with 80.00 of freight and 4.00 of insurance to the frontier. */
export function lodgement(consignmentId: string, declarationNumber = `KZ-${randomUUID().slice(0, 8)}`) {
  return {
    occurredAt: '2026-03-10T01:00:00+05:00',
    consignmentId,
    declarationNumber,
    flow: 'import',
    customsOffice: 'KZALA',
    charges: {
      freight: { amount: '80.00', currency: 'USD' },
      insurance: { amount: '4.00', currency: 'USD' },
    },
  };
}

export function clearance() {
  const exchangeRate = { usdPerUnit: '1', date: '2026-03-10', source: 'National Bank of Kazakhstan' };
  return { occurredAt: '2026-03-12T09:00:00+05:00', exchangeRate };
}

/** All of the goods, due 30 days after import clearance. */
export function invoice(consignmentId: string, invoiceNumber = `INV-${randomUUID().slice(0, 8)}`) {
  return {
    occurredAt: '2026-03-13T09:00:00+05:00',
    consignmentId,
    invoiceNumber,
    creditorBank: 'demo-bank-karachi',
    amount: { amount: '1000.00', currency: 'USD' },
    issuedOn: '2026-03-13',
    terms: { method: 'open-account', trigger: 'import-clearance', days: 30 },
  };
}

export function target(targetId = `target-${randomUUID()}`) {
  return {
    occurredAt: '2025-11-20T12:00:00+05:00',
    targetId,
    reporter: 'PK',
    partner: 'KZ',
    yearlyAmount: { amount: '1000000000.00', currency: 'USD' },
    source: 'Joint declaration',
  };
}
