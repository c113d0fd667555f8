import { createHash, randomUUID } from 'node:crypto';
import { type EventDataOf, type EventType, type RecordedEvent, readEventData } from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import type pg from 'pg';
import { aggregatesOn, type PaymentsAggregates } from '../aggregates.js';
import { KARACHI, TradeWorld } from '../trade-world.spec-kit.js';
import { Supervision } from './supervision.js';

export const usd = (minor: bigint): MoneyJson => toMoneyJson({ minor, currency: 'USD' });
export const MILLS = 'demo-textiles-faisalabad';
export const TRADING = 'demo-trading-almaty';

export type GoodsLine = EventDataOf<'ConsignmentDeclared'>['lines'][number];

/** 1,000 kg of cotton for 1,000.00 USD, unless told otherwise. */
export function goodsLine(change: Partial<GoodsLine> = {}): GoodsLine {
  return {
    lineNumber: 1,
    hs6: '520100',
    description: 'Cotton, not carded',
    countryOfOrigin: 'PK',
    netMassKg: '1000',
    quantity: '1000',
    unit: 'KGM',
    value: usd(100_000n),
    ...change,
  };
}

interface Goods {
  readonly consignmentId?: string;
  readonly exporter?: string;
  readonly importer?: string;
  readonly partOf?: string;
  readonly lines?: readonly GoodsLine[];
  readonly demo?: boolean;
}

/** Supervision on a ledger, without the service around it: a test says how far it goes, and when. */
export class SupervisedWorld {
  private constructor(
    readonly trade: TradeWorld,
    /** Connections with the rights of the service. */
    readonly pool: pg.Pool,
    readonly store: EventStore,
    readonly aggregates: PaymentsAggregates,
  ) {}

  static async start(): Promise<SupervisedWorld> {
    return SupervisedWorld.on(await TradeWorld.start());
  }

  static on(trade: TradeWorld): SupervisedWorld {
    const pool = ledgerPool(trade.ledger.url, 'payments_settlement');
    const store = new EventStore({ pool });
    return new SupervisedWorld(trade, pool, store, aggregatesOn(store));
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.trade.stop();
  }

  follower(store = this.store, batchSize?: number): Supervision {
    return new Supervision(store, this.pool, () => undefined, batchSize);
  }

  /** Supervision has seen all that is in the log, and all that this led to. */
  async supervise(): Promise<void> {
    const follower = this.follower();
    while ((await follower.step()) > 0);
  }

  /** Supervision forgets all it knew; the log stays. */
  async forget(): Promise<void> {
    await this.trade.owner.query(`TRUNCATE payments.goods, payments.goods_moved, payments.invoiced_goods, payments.paid_obligations,
      payments.instrument_ties, payments.instruments, payments.declared_trades, payments.unit_values, payments.unit_value_pairs, payments.document_uses,
      payments.credit_document_uses, payments.consigned_values, payments.goods_sums, payments.red_flags`);
    await this.trade.owner.query(
      `UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'supervision'`,
    );
  }

  /** Declares a consignment from Faisalabad to Almaty. */
  async declare(goods: Goods = {}): Promise<string> {
    const { consignmentId = randomUUID(), exporter = MILLS, importer = TRADING } = goods;
    const { lines = [goodsLine()], partOf, demo = false } = goods;
    const data: EventDataOf<'ConsignmentDeclared'> = {
      consignmentId,
      exporter: { participantId: exporter, name: exporter, country: 'PK' },
      importer: { participantId: importer, name: importer, country: 'KZ' },
      origin: 'PKLYP',
      destination: 'KZALA',
      incoterm: { rule: 'FCA', place: 'Faisalabad' },
      hsEdition: '2022',
      ...(partOf !== undefined && { partOf }),
      lines: [...lines],
    };
    await this.told('consignment', consignmentId, 'ConsignmentDeclared', data, { demo });
    return consignmentId;
  }

  /** Lodges a declaration of a consignment. */
  async lodge(
    consignmentId: string,
    { exporter = MILLS, importer = TRADING, lines = [goodsLine()] }: Goods = {},
  ) {
    const declarationId = randomUUID();
    await this.told('declaration', declarationId, 'DeclarationLodged', {
      declarationId,
      declarationNumber: declarationId.slice(0, 8),
      consignmentId,
      flow: 'export',
      customsOffice: 'PKLYP',
      reporter: 'PK',
      acceptedOn: '2026-03-03',
      exporter,
      importer,
      countryOfConsignment: 'PK',
      countryOfDestination: 'KZ',
      procedure: { requested: '10', previous: '00' },
      hsEdition: '2022',
      incoterm: { rule: 'FCA', place: 'Faisalabad' },
      charges: { freight: usd(0n), insurance: usd(0n) },
      lines: [...lines],
    });
    return declarationId;
  }

  /** Clears it: told in rupees, counted in dollars. */
  clear(declarationId: string, consignmentId: string, minorUsd: bigint): Promise<RecordedEvent> {
    return this.told('declaration', declarationId, 'DeclarationCleared', {
      declarationId,
      consignmentId,
      flow: 'export',
      reporter: 'PK',
      customsOffice: 'PKLYP',
      acceptedOn: '2026-03-03',
      exchangeRate: { usdPerUnit: '0.0036', date: '2026-03-03', source: 'test' },
      lines: [
        {
          lineNumber: 1,
          hs6: '520100',
          partner: 'KZ',
          countryOfOrigin: 'PK',
          netMassKg: '1000',
          quantity: '1000',
          unit: 'KGM',
          statisticalValue: { amount: '1.00', currency: 'PKR' },
          statisticalValueUsd: usd(minorUsd),
        },
      ],
    });
  }

  attach(
    consignmentId: string,
    paper: Partial<EventDataOf<'DocumentAttached'>> = {},
  ): Promise<RecordedEvent> {
    const documentId = randomUUID();
    return this.told('consignment', consignmentId, 'DocumentAttached', {
      consignmentId,
      documentId,
      typeCode: '705',
      number: 'HLCU 118',
      issuer: 'Demo Lines',
      issuedOn: '2026-03-09',
      sha256: createHash('sha256').update(documentId).digest('hex'),
      ...paper,
    });
  }

  /** An event of trade-events in the stream of its thing. */
  told<Type extends EventType>(
    category: string,
    id: string,
    type: Type,
    data: EventDataOf<Type>,
    at: { readonly occurredAt?: string; readonly demo?: boolean } = {},
  ): Promise<RecordedEvent> {
    return this.trade.append(`${category}-${id}`, type, data, at);
  }

  /** An invoice of a consignment is owed from now on. */
  async owe(consignmentId: string, minor: bigint, change: object = {}): Promise<string> {
    const { invoiceId, invoiceNumber, creditor, debtor, creditorBank, amount } = await this.trade.invoice({
      consignmentId,
      amount: usd(minor),
      ...change,
    });
    await this.aggregates.obligations.handle(
      invoiceId,
      {
        type: 'RaiseObligation',
        occurredAt: '2026-03-12T10:00:00+05:00',
        data: {
          obligationId: invoiceId,
          invoiceId,
          invoiceNumber,
          consignmentId,
          creditor: creditor.participantId,
          debtor: debtor.participantId,
          creditorBank,
          amount,
          method: 'open-account',
          trigger: 'invoice-date',
          termsStartedOn: '2026-03-01',
          dueOn: '2026-03-31',
        },
      },
      this.context(),
    );
    return invoiceId;
  }

  /** Pays a part of it. @returns the settlement that did. */
  async pay(invoiceId: string, minor: bigint, valueDate = '2026-03-31', currency = 'USD'): Promise<string> {
    const settlementId = randomUUID();
    await this.aggregates.obligations.handle(
      invoiceId,
      {
        type: 'ApplyPayment',
        occurredAt: `${valueDate}T10:00:00+05:00`,
        data: { settlementId, amount: toMoneyJson({ minor, currency }), valueDate },
      },
      this.context(),
    );
    return settlementId;
  }

  /** Its creditor takes back what nothing pays. */
  async withdraw(invoice: {
    readonly invoiceId: string;
    readonly consignmentId: string;
    readonly creditorBank: string;
  }): Promise<void> {
    const { invoiceId, consignmentId, creditorBank } = invoice;
    await this.aggregates.obligations.handle(
      invoiceId,
      {
        type: 'WithdrawInvoice',
        occurredAt: '2026-03-05T10:00:00+05:00',
        data: {
          obligationId: invoiceId,
          invoiceId,
          consignmentId,
          creditor: MILLS,
          debtor: TRADING,
          creditorBank,
          withdrawnOn: '2026-03-05',
          reason: 'Sent twice',
        },
      },
      this.context(),
    );
  }

  async giveBack(invoiceId: string, settlementId: string, minor: bigint, valueDate = '2026-04-07') {
    await this.aggregates.obligations.handle(
      invoiceId,
      {
        type: 'ReturnPayment',
        occurredAt: `${valueDate}T10:00:00+05:00`,
        data: { settlementId, returnId: randomUUID(), amount: usd(minor), valueDate },
      },
      this.context(),
    );
  }

  /** Registers a financial instrument of the mills for 1,000.00 USD that covers these consignments. */
  async instrument(
    consignmentIds: readonly string[],
    change: Partial<EventDataOf<'InstrumentRegistered'>> = {},
  ): Promise<string> {
    const instrumentId = randomUUID();
    const { instruments } = this.aggregates;
    const occurredAt = '2026-03-02T10:00:00+05:00';
    const data: EventDataOf<'InstrumentRegistered'> = {
      instrumentId,
      kind: 'pk-financial-instrument',
      flow: 'export',
      number: instrumentId.slice(0, 8),
      holder: { participantId: MILLS, name: 'Demo Textiles', country: 'PK' },
      bank: KARACHI,
      amount: usd(100_000n),
      issuedOn: '2026-03-02',
      ...(change.flow !== 'import' && { term: { days: 120, source: 'test' } }),
      ...change,
    };
    await instruments.handle(instrumentId, { type: 'RegisterInstrument', occurredAt, data }, this.context());
    for (const consignmentId of consignmentIds) {
      const tie = { instrumentId, consignmentId };
      await instruments.handle(
        instrumentId,
        { type: 'TieInstrument', occurredAt, data: tie },
        this.context(),
      );
    }
    return instrumentId;
  }

  /** Events of a stream behind the first, by type and data without ids. */
  async history(instrumentId: string): Promise<readonly unknown[]> {
    const events = await this.store.readStream(`instrument-${instrumentId}`);
    return events.map(({ type, data }) => [type, data]);
  }

  private context() {
    return { actor: `bank:${KARACHI}`, correlationId: randomUUID() };
  }
}

/** A flag as a test compares it: its evidence by stream and version, which stay whatever else the log holds. */
export interface FlagSeen {
  readonly kind: string;
  readonly consignmentIds: readonly string[];
  readonly lineNumber?: number;
  readonly document?: string;
  readonly evidence: readonly string[];
}

/** Every flag that the log holds, with all its evidence. */
export function flagsIn(events: readonly RecordedEvent[]): readonly FlagSeen[] {
  const nameOf = new Map(
    events.map(({ position, streamId, version }) => [position, `${streamId} ${version}`]),
  );
  const flags = new Map<
    string,
    { first: EventDataOf<'RedFlagRaised'>; ids: Set<string>; evidence: Set<string> }
  >();
  for (const event of events) {
    if (event.type !== 'RedFlagRaised' && event.type !== 'RedFlagEvidenceAdded') continue;
    const { flagId, subject, evidence } =
      event.type === 'RedFlagRaised'
        ? readEventData('RedFlagRaised', event)
        : readEventData('RedFlagEvidenceAdded', event);
    const seen = flags.get(flagId) ?? {
      first: event.data as EventDataOf<'RedFlagRaised'>,
      ids: new Set<string>(),
      evidence: new Set<string>(),
    };
    for (const id of subject.consignmentIds) seen.ids.add(id);
    for (const position of evidence) seen.evidence.add(nameOf.get(position) ?? `${position} is not there`);
    flags.set(flagId, seen);
  }
  return [...flags.values()]
    .map(({ first, ids, evidence }) => {
      const { consignmentIds: _, ...subject } = first.subject;
      return {
        kind: first.kind,
        ...subject,
        consignmentIds: [...ids].sort(),
        evidence: [...evidence].sort(),
      };
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
