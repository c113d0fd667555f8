import { randomBytes } from 'node:crypto';

/** Amounts in USD, worked out by hand; every other number of the story follows from them. */
export const AMOUNTS = {
  towels: '10000.00',
  shirts: '2500.00',
  invoice: '12500.00',
  /** Carriage from Faisalabad to the frontier of Pakistan. */
  exportFreight: '300.00',
  exportInsurance: '20.00',
  /** FOB-type at Pakistan's frontier: 10 000 + 2 500 + 300 + 20. */
  exportValue: '12820.00',
  /** Carriage from Faisalabad to the frontier of Kazakhstan. */
  importFreight: '900.00',
  importInsurance: '60.00',
  /** CIF-type at Kazakhstan's frontier: 10 000 + 2 500 + 900 + 60. */
  importValue: '13460.00',
  firstPayment: '10000.00',
  secondPayment: '2500.00',
} as const;

export const ACCOUNT = 'PK36SCBL0000001123456702';
export const usd = (amount: string) => ({ amount, currency: 'USD' });

/** Names and times of one telling: each run has its own, so that it can be told again on the same ledger. */
export class Story {
  /** In capitals: it stands in references of payments. */
  readonly tag = randomBytes(5).toString('hex').toUpperCase();
  readonly invoiceNumber = `SMOKE-${this.tag}`;
  private minutes = 0;

  /** @param began RFC 3339 in UTC: an hour ago, so that no step lies in the future. */
  constructor(private readonly began = new Date(Date.now() - 3_600_000).toISOString()) {}

  /** The next minute of the story by the clock of Pakistan and Kazakhstan, UTC+5. */
  next(): string {
    const local = Date.parse(this.began) + this.minutes * 60_000 + 5 * 3_600_000;
    this.minutes += 1;
    return `${new Date(local).toISOString().slice(0, 19)}+05:00`;
  }
}

const line = (
  lineNumber: number,
  hs6: string,
  description: string,
  kg: string,
  pieces: string,
  value: string,
) => ({
  lineNumber,
  hs6,
  description,
  countryOfOrigin: 'PK',
  netMassKg: kg,
  quantity: pieces,
  unit: 'NAR',
  value: usd(value),
});

/** Towels and shirts from Faisalabad to Almaty, handed to the carrier in Faisalabad. */
export const CONSIGNMENT = {
  exporter: { participantId: 'demo-textiles-faisalabad', name: 'Demo Textiles Faisalabad', country: 'PK' },
  importer: { participantId: 'demo-trading-almaty', name: 'Demo Trading Almaty', country: 'KZ' },
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm: { rule: 'FCA', place: 'Faisalabad' },
  lines: [
    line(1, '630260', 'Terry towels of cotton', '2000', '8000', AMOUNTS.towels),
    line(2, '610910', 'T-shirts of cotton, knitted', '300', '1500', AMOUNTS.shirts),
  ],
} as const;
