import type { CorridorWorld } from './corridor-world.spec-kit.js';

export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const CONTRACT = 'FSD-ALA-2026-1';
const EXPORTER = { participantId: 'demo-textiles-faisalabad', name: 'Demo Textiles', country: 'PK' };
const IMPORTER = { participantId: 'demo-trading-almaty', name: 'Demo Trading', country: 'KZ' };

/** A forum at which two firms meet and find each other, the promise that is announced there, and the contract that it becomes. */
export async function forumStory(world: CorridorWorld) {
  const plan = world.at('2026-01-10T10:00:00+05:00');
  const { engagementId = '' } = await world.done('council', 'engagements', {
    ...plan,
    kind: 'forum',
    name: 'Business Forum',
    city: 'PKISB',
    organiser: 'demo-council',
    startsOn: '2026-02-04',
    endsOn: '2026-02-04',
    sectors: ['textiles'],
  });
  for (const [holder, firm] of [
    ['exporter', EXPORTER],
    ['importer', IMPORTER],
  ] as const) {
    await world.done(holder, `engagements/${engagementId}/registrations`, { ...plan, firm, people: 2 });
  }
  const there = world.at('2026-02-04T15:00:00+05:00');
  await world.done('council', `engagements/${engagementId}/opening`, there);
  const { leadId = '' } = await world.done('council', 'leads', {
    ...there,
    engagementId,
    seller: EXPORTER.participantId,
    buyer: IMPORTER.participantId,
    sector: 'textiles',
    hs: ['6302'],
    expectedValue: usd('20000000.00'),
  });
  const { commitmentId = '' } = await world.done('commission', 'commitments', {
    ...there,
    terms: {
      title: 'Cotton textiles for Almaty',
      kind: 'memorandum',
      parties: [
        { part: 'seller', ...EXPORTER, ownership: 'private' },
        { part: 'buyer', ...IMPORTER, ownership: 'private' },
      ],
      sector: 'textiles',
      hsCodes: ['6302'],
      value: usd('20000000.00'),
      dueOn: '2027-06-30',
    },
    occasion: {
      kind: 'forum',
      name: 'Business Forum',
      on: '2026-02-04',
      place: 'PKISB',
      engagementId,
      leadId,
    },
    source: 'Joint statement',
  });
  await world.done('exporter', `commitments/${commitmentId}/contracts`, {
    ...world.at('2026-02-20T10:00:00+05:00'),
    contractNumber: CONTRACT,
    exporter: EXPORTER,
    importer: IMPORTER,
    signedOn: '2026-02-20',
    value: usd('20000000.00'),
  });
  return { engagementId, leadId, commitmentId };
}

/** Each is consigned for 500,000.00; with 1,000.00 of carriage to the frontier of Pakistan, and 5,500.00 to that of Kazakhstan. */
const GOODS = {
  exporter: EXPORTER,
  importer: IMPORTER,
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm: { rule: 'FCA', place: 'Faisalabad' },
  contractNumber: CONTRACT,
  lines: [
    {
      lineNumber: 1,
      hs6: '630260',
      description: 'Terry towels of cotton',
      countryOfOrigin: 'PK',
      netMassKg: '50000',
      quantity: '200000',
      unit: 'NAR',
      value: usd('500000.00'),
    },
  ],
} as const;

/** Of the day of acceptance. */
const exchangeRate = (date: string) => ({ usdPerUnit: '1', date, source: 'USD' });
const april = (day: number) => `2026-04-${String(day).padStart(2, '0')}`;

/** A consignment under the contract, step by step. */
export class Consignment {
  consignmentId = '';
  private importId = '';
  private holdId = '';

  constructor(
    private readonly world: CorridorWorld,
    private readonly number: number,
  ) {}

  private get path() {
    return `consignments/${this.consignmentId}`;
  }

  private async lodged(flow: 'export' | 'import', freight: string, insurance: string, occurredAt: string) {
    const { declarationId = '' } = await this.world.done('customs', 'declarations', {
      occurredAt,
      consignmentId: this.consignmentId,
      declarationNumber: `${flow}-${this.number}`,
      flow,
      customsOffice: flow === 'export' ? 'PKTOR' : 'KZALA',
      charges: { freight: usd(freight), insurance: usd(insurance) },
    });
    return declarationId;
  }

  async declared(): Promise<void> {
    const body = { occurredAt: '2026-03-01T10:00:00+05:00', ...GOODS };
    const { consignmentId = '' } = await this.world.done('exporter', 'consignments', body);
    this.consignmentId = consignmentId;
  }

  /** Cleared for export, and dispatched. */
  async sent(): Promise<void> {
    const { world } = this;
    const occurredAt = '2026-03-03T10:00:00+05:00';
    const id = await this.lodged('export', '900.00', '100.00', occurredAt);
    await world.done('customs', `declarations/${id}/clearance`, {
      occurredAt,
      exchangeRate: exchangeRate('2026-03-03'),
    });
    await world.done('exporter', `${this.path}/dispatch`, {
      occurredAt,
      location: 'PKLYP',
      transportMode: 'road',
    });
  }

  async arrived(): Promise<void> {
    this.importId = await this.lodged('import', '5000.00', '500.00', '2026-03-15T09:00:00+05:00');
  }

  async held(): Promise<string> {
    const hold = {
      occurredAt: '2026-03-15T10:00:00+05:00',
      reason: 'documents',
      note: 'Certificate asked for',
    };
    const { holdId = '' } = await this.world.done('customs', `declarations/${this.importId}/holds`, hold);
    this.holdId = holdId;
    return holdId;
  }

  async released(occurredAt: string): Promise<void> {
    await this.world.done('customs', `declarations/${this.importId}/holds/${this.holdId}/release`, {
      occurredAt,
    });
  }

  async cleared(occurredAt: string): Promise<void> {
    const { importId } = this;
    await this.world.done('customs', `declarations/${importId}/clearance`, {
      occurredAt,
      exchangeRate: exchangeRate('2026-03-15'),
    });
  }

  async delivered(occurredAt: string): Promise<void> {
    await this.world.done('importer', `${this.path}/delivery`, { occurredAt, location: 'KZALA' });
  }

  /** What was consigned, due 30 days after import clearance. */
  async invoiced(occurredAt: string): Promise<void> {
    await this.world.done('exporter', 'invoices', {
      occurredAt,
      consignmentId: this.consignmentId,
      invoiceNumber: `INV-${this.number}`,
      creditorBank: 'demo-bank-karachi',
      amount: usd('500000.00'),
      issuedOn: occurredAt.slice(0, 10),
      terms: { method: 'open-account', trigger: 'import-clearance', days: 30 },
    });
  }

  /** The bank tells of a credit whose remittance names the invoice. */
  async paid(day: number): Promise<void> {
    await this.world.done('bank', 'settlements', {
      account: 'PK36SCBL0000001123456702',
      amount: usd('500000.00'),
      bookedOn: april(day),
      valueDate: april(day),
      references: {
        accountServicerReference: `FT-${this.number}`,
        remittance: [`Invoice INV-${this.number}`],
      },
      debtorName: 'Demo Trading',
    });
  }
}

/** One step of many, a few at a time, as several people at work would send them. */
export async function each(
  consignments: readonly Consignment[],
  step: (consignment: Consignment) => Promise<unknown>,
): Promise<void> {
  const left = [...consignments];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await step(next);
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}
