import { createHash, randomUUID } from 'node:crypto';
import {
  type EventDataOf,
  type EventType,
  participantsOf,
  type RecordedEvent,
  readEventData,
  versionToAppend,
} from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { PostgresBus, Relay } from '@corridor/messaging';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';

export const KARACHI = 'demo-bank-karachi';
export const ALMATY = 'demo-bank-almaty';
export const EXPORTER = { participantId: 'demo-textiles-faisalabad', name: 'Demo Textiles', country: 'PK' };
export const IMPORTER = { participantId: 'demo-trading-almaty', name: 'Demo Trading', country: 'KZ' };

export type Invoice = EventDataOf<'InvoiceRegistered'>;

/** A ledger, and trade-events as payments-settlement sees it: its events in the log, and on the bus. */
export class TradeWorld {
  private constructor(
    readonly ledger: TestLedger,
    readonly owner: pg.Pool,
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly relay: Relay,
  ) {}

  static async start(): Promise<TradeWorld> {
    const ledger = await startTestLedger();
    const owner = ledgerPool(ledger.url);
    const pool = ledgerPool(ledger.url, 'trade_events');
    const store = new EventStore({ pool });
    const bus = new PostgresBus(
      pool,
      () => undefined,
      async () => undefined,
    );
    return new TradeWorld(
      ledger,
      owner,
      pool,
      store,
      new Relay({ service: 'trade-events', store, pool, bus }),
    );
  }

  async stop(): Promise<void> {
    this.relay.stop();
    await Promise.all([this.owner.end(), this.pool.end()]);
    await this.ledger.stop();
  }

  /** Gives a participant an API key. */
  async key(key: string, participant: string, role: string, bics: readonly string[] = []): Promise<void> {
    const hash = createHash('sha256').update(key).digest();
    await this.owner.query(
      `INSERT INTO access.api_keys (key_hash, participant, role, label, bics) VALUES ($1, $2, $3, 'test', $4)`,
      [hash, participant, role, bics],
    );
  }

  /** Appends an event as trade-events does; `of`: those whose stream it is. */
  async append<Type extends EventType>(
    streamId: string,
    type: Type,
    data: EventDataOf<Type>,
    at: { occurredAt?: string; correlationId?: string; demo?: boolean; of?: readonly string[] } = {},
  ): Promise<RecordedEvent> {
    const {
      occurredAt = '2026-03-02T09:00:00+05:00',
      correlationId = randomUUID(),
      demo = false,
      of = [],
    } = at;
    const schemaVersion = versionToAppend({ type, data });
    const participants = participantsOf(type, data, of);
    const result = await this.store.append({
      streams: [
        {
          streamId,
          expectedVersion: 'any',
          events: [{ type, schemaVersion, occurredAt, data, participants }],
        },
      ],
      actor: 'trader:demo-textiles-faisalabad',
      correlationId,
      demo,
    });
    const [event] = await this.log({ after: result.position - 1, limit: 1 });
    if (!event) throw new Error('appended, and not in the log');
    return event;
  }

  /** Registers an invoice of 1,000.00 USD, due 30 days from its own date, unless told otherwise. */
  async invoice(invoice: Partial<Invoice> = {}, at: { demo?: boolean; correlationId?: string } = {}) {
    const invoiceId = invoice.invoiceId ?? randomUUID();
    const data: Invoice = {
      invoiceId,
      invoiceNumber: `INV-${invoiceId.slice(0, 8)}`,
      consignmentId: randomUUID(),
      creditor: EXPORTER,
      debtor: IMPORTER,
      creditorBank: KARACHI,
      amount: { amount: '1000.00', currency: 'USD' },
      issuedOn: '2026-03-01',
      terms: { method: 'open-account', trigger: 'invoice-date', days: 30 },
      ...invoice,
    };
    return { ...data, event: await this.append(`invoice-${invoiceId}`, 'InvoiceRegistered', data, at) };
  }

  dispatch(consignmentId: string, occurredAt: string): Promise<RecordedEvent> {
    const data = { consignmentId, location: 'PKKHI', transportMode: 'road' } as const;
    return this.append(`consignment-${consignmentId}`, 'ConsignmentDispatched', data, { occurredAt });
  }

  deliver(consignmentId: string, occurredAt: string): Promise<RecordedEvent> {
    const data = { consignmentId, location: 'KZALA' };
    return this.append(`consignment-${consignmentId}`, 'ConsignmentDelivered', data, { occurredAt });
  }

  split(consignmentId: string, parts: readonly string[], occurredAt: string): Promise<RecordedEvent> {
    const line = {
      lineNumber: 1,
      hs6: '520100',
      description: 'Cotton',
      countryOfOrigin: 'PK',
      netMassKg: '500',
      quantity: '500',
      unit: 'KGM',
      value: { amount: '500.00', currency: 'USD' },
    };
    const data = {
      consignmentId,
      location: 'PKKHI',
      parts: parts.map((part) => ({ consignmentId: part, lines: [line] })),
    };
    return this.append(`consignment-${consignmentId}`, 'ConsignmentSplit', data, { occurredAt });
  }

  cancel(consignmentId: string, occurredAt: string): Promise<RecordedEvent> {
    const data = { consignmentId, reason: 'called off' };
    return this.append(`consignment-${consignmentId}`, 'ConsignmentCancelled', data, { occurredAt });
  }

  /** Attaches a paper, a CMR consignment note unless told otherwise. */
  async attach(
    consignmentId: string,
    issuedOn: string,
    occurredAt: string,
    typeCode = '730',
  ): Promise<string> {
    const documentId = randomUUID();
    const sha256 = createHash('sha256').update(documentId).digest('hex');
    const paper = {
      documentId,
      typeCode,
      number: documentId.slice(0, 8),
      issuer: 'Demo Carrier',
      issuedOn,
      sha256,
    };
    await this.append(
      `consignment-${consignmentId}`,
      'DocumentAttached',
      { consignmentId, ...paper },
      { occurredAt },
    );
    return documentId;
  }

  withdraw(consignmentId: string, documentId: string): Promise<RecordedEvent> {
    const data = { consignmentId, documentId, reason: 'another was meant' };
    return this.append(`consignment-${consignmentId}`, 'DocumentWithdrawn', data);
  }

  clear(consignmentId: string, flow: 'export' | 'import', occurredAt: string): Promise<RecordedEvent> {
    const declarationId = randomUUID();
    const value = { amount: '1000.00', currency: 'USD' };
    return this.append(
      `declaration-${declarationId}`,
      'DeclarationCleared',
      {
        declarationId,
        consignmentId,
        flow,
        reporter: flow === 'import' ? 'KZ' : 'PK',
        customsOffice: flow === 'import' ? 'KZALA' : 'PKKHI',
        acceptedOn: '2026-02-01',
        exchangeRate: { usdPerUnit: '1', date: '2026-02-01', source: 'test' },
        lines: [
          {
            lineNumber: 1,
            hs6: '520100',
            partner: flow === 'import' ? 'PK' : 'KZ',
            countryOfOrigin: 'PK',
            netMassKg: '1000',
            quantity: '1000',
            unit: 'KGM',
            statisticalValue: value,
            statisticalValueUsd: value,
          },
        ],
      },
      { occurredAt },
    );
  }

  /** Puts what is new of trade-events on the bus. */
  async publish(): Promise<void> {
    while ((await this.relay.step()) > 0);
  }

  log(options: { after?: number; limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    return new EventStore({ pool: this.owner }).readAll({ after: 0, limit: 100_000, ...options });
  }

  /** Events of a type in the log, in order. */
  async events<Type extends EventType>(
    type: Type,
    where: (data: EventDataOf<Type>) => boolean = () => true,
  ): Promise<readonly (RecordedEvent & { readonly data: EventDataOf<Type> })[]> {
    return (await this.log())
      .filter((event) => event.type === type)
      .map((event) => ({ ...event, data: readEventData(type, event) }))
      .filter(({ data }) => where(data));
  }
}

const PATIENCE_MS = 15_000;
const PAUSE_MS = 20;

/** Asks again and again until there is an answer. @throws Error when none has come in time. */
export async function eventually<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`still nothing after ${PATIENCE_MS} ms: ${ask.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
