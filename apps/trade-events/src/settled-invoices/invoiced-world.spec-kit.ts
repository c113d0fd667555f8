import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import type { ConsignmentCommand } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { IdempotentConsumer, reactTo } from '@corridor/messaging';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { declaration } from '../trade-events.spec-kit.js';
import { settledInvoices } from './settled-invoices.js';

export const context = { actor: 'operator:demo-operator', correlationId: randomUUID() };
export const occurredAt = '2026-03-13T09:00:00+05:00';

export const attaching = (consignmentId: string): ConsignmentCommand => ({
  type: 'AttachInvoice',
  occurredAt,
  data: { consignmentId, invoiceId: randomUUID() },
});

/** A ledger with consignments, and the process manager that hears of their invoices. */
export class InvoicedWorld {
  private constructor(
    private readonly ledger: TestLedger,
    readonly pool: pg.Pool,
    readonly store: EventStore,
  ) {}

  static async start(): Promise<InvoicedWorld> {
    const ledger = await startTestLedger();
    const pool = ledgerPool(ledger.url, 'trade_events');
    return new InvoicedWorld(ledger, pool, new EventStore({ pool }));
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.ledger.stop();
  }

  consumer(group: string, on = this.store): IdempotentConsumer {
    const handle = reactTo(settledInvoices(on, aggregatesOn(on)), () => undefined);
    return new IdempotentConsumer({ group, pool: this.pool, store: on, handle });
  }

  /** A consignment with as many invoices. @returns its id and theirs. */
  async consignmentWith(invoices: number) {
    const consignmentId = randomUUID();
    const { occurredAt: at, ...declared } = declaration();
    const commands = [
      {
        type: 'DeclareConsignment',
        occurredAt: at,
        data: { consignmentId, ...declared, hsEdition: '2022' },
      } as ConsignmentCommand,
      ...Array.from({ length: invoices }, () => attaching(consignmentId)),
    ];
    for (const command of commands) await this.send(consignmentId, command);
    const history = await this.store.readStream(`consignment-${consignmentId}`);
    const ids = history.slice(1).map(({ data }) => (data as { invoiceId: string }).invoiceId);
    return { consignmentId, ids };
  }

  send(id: string, command: ConsignmentCommand) {
    return aggregatesOn(this.store).consignments.handle(id, command, context);
  }

  /** Tells of one event alone, whatever its stream held before. */
  async tell(event: RecordedEvent): Promise<void> {
    const handle = reactTo(settledInvoices(this.store, aggregatesOn(this.store)), () => undefined);
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await handle(event, client);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  async stateOf(id: string) {
    return (await aggregatesOn(this.store).consignments.load(id)).state;
  }

  async history(id: string): Promise<readonly string[]> {
    return (await this.store.readStream(`consignment-${id}`)).map(({ type }) => type).slice(1);
  }

  async buried(group: string): Promise<readonly { readonly reason: string }[]> {
    return (await this.pool.query('SELECT reason FROM bus.dead_letters WHERE consumer_group = $1', [group]))
      .rows;
  }
}

/** As the bus brings it. */
export function settled(
  consignmentId: string,
  invoiceId: string,
  change: Partial<RecordedEvent> = {},
): RecordedEvent {
  return {
    position: 5_000_000,
    streamId: `obligation-${invoiceId}`,
    version: 2,
    type: 'ObligationSettled',
    schemaVersion: 1,
    occurredAt: '2026-04-02T23:30:00+05:00',
    recordedAt: '2026-04-02T19:00:00.000000Z',
    actor: 'process:payments-settlement',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    causationId: 4_999_999,
    participants: [],
    demo: true,
    data: {
      obligationId: invoiceId,
      invoiceId,
      consignmentId,
      settlementId: randomUUID(),
      amount: { amount: '1000.00', currency: 'USD' },
      outstanding: { amount: '0.00', currency: 'USD' },
      valueDate: '2026-04-01',
    },
    ...change,
  };
}

/** Lets somebody else append between the decision and its append, once. */
export class OvertakenStore extends EventStore {
  constructor(
    pool: pg.Pool,
    private overtake: (() => Promise<unknown>) | undefined,
  ) {
    super({ pool });
  }
  override async appendIn(...call: Parameters<EventStore['appendIn']>) {
    const overtake = this.overtake;
    this.overtake = undefined;
    await overtake?.();
    return super.appendIn(...call);
  }
}
