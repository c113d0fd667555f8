import type { EventDataOf, EventOf, EventType } from '@corridor/contracts';
import type { CommitmentFact } from '@corridor/domain';
import type { RealisationEvent } from './realisation.fold.js';

export const idOf = (number: number) => `0191d8a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const PROMISE = idOf(1);
export const CONTRACT = idOf(2);

const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
export const EXPORTER = party('demo-mills', 'PK');
export const IMPORTER = party('demo-stores', 'KZ');

/** What customs says of the one line of goods. */
const customsLine = (value: string, quantity: string) => ({
  lineNumber: 1,
  hs6: '630260',
  partner: 'PK',
  countryOfOrigin: 'PK',
  netMassKg: '50',
  quantity,
  unit: 'NAR',
  statisticalValue: usd(value),
  statisticalValueUsd: usd(value),
});

/** Tells a story event by event, with rising positions. */
export class Telling {
  readonly events: RealisationEvent[] = [];

  tell<Type extends EventType & RealisationEvent['type']>(
    type: Type,
    data: EventDataOf<Type>,
    occurredAt = '2026-03-02T10:00:00+05:00',
  ): number {
    const position = this.events.length + 1;
    const event = {
      position,
      streamId: `x-${position}`,
      version: 1,
      type,
      schemaVersion: 1,
      occurredAt,
      recordedAt: occurredAt,
      actor: 'x',
      correlationId: idOf(999),
      participants: [],
      demo: false,
      data,
    };
    this.events.push(event as object as EventOf<Type> as RealisationEvent);
    return position;
  }

  announce(
    change: Partial<EventDataOf<'CommitmentAnnounced'>['terms']> = {},
    rates: EventDataOf<'CommitmentAnnounced'>['rates'] = [],
  ) {
    return this.tell('CommitmentAnnounced', {
      commitmentId: PROMISE,
      terms: {
        title: 'Towels',
        kind: 'memorandum',
        parties: [
          { part: 'seller', ...EXPORTER, ownership: 'private' },
          { part: 'buyer', name: 'Stores', country: 'KZ', ownership: 'state' },
        ],
        sector: 'textiles',
        hsCodes: ['6302'],
        value: usd('1000.00'),
        valueUsd: usd('1000.00'),
        ...change,
      },
      rates,
      occasion: { kind: 'forum', name: 'Forum', on: '2026-02-04' },
      source: 'x',
    });
  }

  contract(prices: EventDataOf<'CommitmentContracted'>['contract']['prices'] = [], value = usd('900.00')) {
    return this.tell('CommitmentContracted', {
      commitmentId: PROMISE,
      contract: {
        contractId: CONTRACT,
        contractNumber: '14',
        exporter: EXPORTER,
        importer: IMPORTER,
        signedOn: '2026-02-20',
        value,
        valueUsd: usd('900.00'),
        prices,
      },
    });
  }

  link(id: string, contractId?: string) {
    return this.tell('CommitmentLinked', {
      allocated: { kind: 'consignment', id },
      commitmentId: PROMISE,
      basis: contractId ? 'contract-number' : 'hand',
      ...(contractId !== undefined && { contractId }),
    });
  }

  unlink(id: string) {
    return this.tell('CommitmentUnlinked', {
      allocated: { kind: 'consignment', id },
      commitmentId: PROMISE,
      basis: 'hand',
      reason: 'x',
    });
  }

  /** Towels of `value`, 100 pieces. */
  declare(id: string, value = usd('100.00'), partOf?: string, quantity = '100') {
    return this.declareLines(id, [lineOf(value, quantity)], partOf);
  }

  declareLines(id: string, lines: readonly ReturnType<typeof lineOf>[], partOf?: string) {
    return this.tell('ConsignmentDeclared', {
      consignmentId: id,
      exporter: EXPORTER,
      importer: IMPORTER,
      origin: 'PKLYP',
      destination: 'KZALA',
      incoterm: { rule: 'FCA', place: 'x' },
      hsEdition: '2022',
      ...(partOf !== undefined && { partOf }),
      lines: [...lines],
    });
  }

  dispatch(id: string) {
    return this.tell('ConsignmentDispatched', {
      consignmentId: id,
      location: 'PKLYP',
      transportMode: 'road',
    });
  }

  deliver(id: string) {
    return this.tell('ConsignmentDelivered', { consignmentId: id, location: 'KZALA' });
  }

  clear(
    id: string,
    declarationId: string,
    flow: 'export' | 'import',
    value: string,
    requested = flow === 'export' ? '10' : '40',
    quantity = '100',
  ) {
    this.tell('DeclarationLodged', {
      declarationId,
      declarationNumber: 'x',
      consignmentId: id,
      flow,
      customsOffice: 'KZALA',
      reporter: 'KZ',
      acceptedOn: '2026-03-02',
      exporter: EXPORTER.participantId,
      importer: IMPORTER.participantId,
      countryOfConsignment: 'PK',
      countryOfDestination: 'KZ',
      procedure: { requested, previous: '00' },
      hsEdition: '2022',
      incoterm: { rule: 'FCA', place: 'x' },
      charges: { freight: usd('0.00'), insurance: usd('0.00') },
      lines: [lineOf(usd('100.00'), '100')],
    });
    return this.tell('DeclarationCleared', {
      declarationId,
      consignmentId: id,
      flow,
      reporter: 'KZ',
      customsOffice: 'KZALA',
      acceptedOn: '2026-03-02',
      exchangeRate: { usdPerUnit: '1', date: '2026-03-02', source: 'x' },
      lines: [customsLine(value, quantity)],
    });
  }

  /** What customs says of an import later. */
  amend(consignmentId: string, declarationId: string, value: string, quantity: string) {
    return this.tell('DeclarationAmended', {
      declarationId,
      consignmentId,
      flow: 'import',
      reporter: 'KZ',
      customsOffice: 'KZALA',
      reason: 'x',
      lines: [customsLine(value, quantity)],
    } as never);
  }

  pay(
    consignmentId: string,
    invoiceId: string,
    owed: string | { readonly amount: string; readonly currency: string },
    ...outstanding: readonly string[]
  ) {
    const ids = { obligationId: invoiceId, invoiceId, consignmentId };
    this.tell('ObligationArisen', {
      ...ids,
      invoiceNumber: 'x',
      creditor: 'x',
      debtor: 'x',
      creditorBank: 'x',
      amount: typeof owed === 'string' ? usd(owed) : owed,
      method: 'open-account',
      trigger: 'delivery',
      termsStartedOn: '2026-03-02',
      dueOn: '2026-04-02',
    });
    return outstanding.map((left) =>
      this.tell(left === '0.00' ? 'ObligationSettled' : 'ObligationPartSettled', {
        ...ids,
        settlementId: idOf(800),
        amount: usd('1.00'),
        outstanding: usd(left),
        valueDate: '2026-04-01',
      }),
    );
  }
}

export const lineOf = (value: { amount: string; currency: string }, quantity: string) => ({
  lineNumber: 1,
  hs6: '630260',
  description: 'Towels',
  countryOfOrigin: 'PK',
  netMassKg: '50',
  quantity,
  unit: 'NAR',
  value,
});

export { nothingKnown } from '@corridor/domain';

/** Cents of each stage up to a position. */
export function cents(
  facts: readonly CommitmentFact[],
  position = Number.MAX_SAFE_INTEGER,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const fact of facts) {
    if (fact.position > position || fact.stage === 'status') continue;
    sums[fact.stage] = (sums[fact.stage] ?? 0) + Number(fact.usd_cents);
  }
  return sums;
}
