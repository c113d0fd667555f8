import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type DeclarationCommand, type DeclarationEvent, declaration, type GoodsLine } from '../index.js';

const ids = {
  declarationId: '0191d8a0-0000-7000-8000-0000000000d1',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
};
// An hour past midnight in Karachi: still the day before in UTC.
const AT = '2026-03-02T01:00:00+05:00';
const LATER = '2026-03-04T09:00:00+05:00';
const usd = (amount: string) => ({ amount, currency: 'USD' });

const towels: GoodsLine = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000',
  unit: 'NAR',
  value: usd('750.00'),
};
const sheets: GoodsLine = { ...towels, lineNumber: 2, hs6: '630221', value: usd('250.00') };
const lodgement = {
  ...ids,
  declarationNumber: 'KAPE-EX-2026-17',
  flow: 'export',
  customsOffice: 'PKKHI',
  reporter: 'PK',
  acceptedOn: '2026-03-02',
  exporter: 'demo-mills',
  importer: 'demo-stores',
  countryOfConsignment: 'PK',
  countryOfDestination: 'KZ',
  procedure: { requested: '10', previous: '00' },
  hsEdition: '2022',
  incoterm: { rule: 'FCA', place: 'Faisalabad' },
  charges: { freight: usd('80.00'), insurance: usd('4.00') },
  lines: [towels, sheets],
} as const;
type Lodgement = Extract<DeclarationCommand, { type: 'LodgeDeclaration' }>['data'];

const lodging = (change: Partial<Lodgement> = {}): DeclarationCommand => ({
  type: 'LodgeDeclaration',
  occurredAt: AT,
  data: { ...lodgement, ...change },
});
const lodgedAs = (change: Partial<Lodgement> = {}): DeclarationEvent => ({
  type: 'DeclarationLodged',
  occurredAt: AT,
  data: { ...lodgement, ...change },
});
const lodged = lodgedAs();
const hold = { ...ids, holdId: 'h-1', reason: 'inspection', note: 'Two bales to be opened' } as const;
const place: DeclarationCommand = { type: 'PlaceHold', occurredAt: LATER, data: hold };
const placed: DeclarationEvent = { type: 'HoldPlaced', occurredAt: LATER, data: hold };
const release: DeclarationCommand = {
  type: 'ReleaseHold',
  occurredAt: LATER,
  data: { ...ids, holdId: 'h-1' },
};
const released: DeclarationEvent = {
  type: 'HoldReleased',
  occurredAt: LATER,
  data: { ...ids, holdId: 'h-1' },
};
const exchangeRate = { usdPerUnit: '1', date: '2026-03-02', source: 'State Bank of Pakistan' };
const clearing = (change: Partial<typeof exchangeRate> = {}): DeclarationCommand => ({
  type: 'ClearDeclaration',
  occurredAt: LATER,
  data: { declarationId: ids.declarationId, exchangeRate: { ...exchangeRate, ...change } },
});
/** FCA: freight and insurance, 84.00 in all, are added at 3 : 1, which is 63.00 and 21.00. */
const [line1, line2] = [['813.00', towels] as const, ['271.00', sheets] as const].map(
  ([amount, { description: _, value: __, ...line }]) => ({
    ...line,
    partner: 'KZ',
    statisticalValue: usd(amount),
    statisticalValueUsd: usd(amount),
  }),
);
if (!line1 || !line2) throw new Error('two lines');
const clearance = {
  ...ids,
  flow: 'export',
  reporter: 'PK',
  customsOffice: 'PKKHI',
  acceptedOn: '2026-03-02',
  exchangeRate,
  lines: [line1, line2],
} as const;
const cleared: DeclarationEvent = { type: 'DeclarationCleared', occurredAt: LATER, data: clearance };
const amending = (change: object = {}): DeclarationCommand => ({
  type: 'AmendDeclaration',
  occurredAt: LATER,
  data: {
    declarationId: ids.declarationId,
    reason: 'classified again',
    lines: [{ ...towels, hs6: '630291', value: usd('1000.00') }],
    charges: { freight: usd('0'), insurance: usd('10.00') },
    ...change,
  },
});

const { given } = specOf(declaration);

describe('a declaration, step by step', () => {
  it('is lodged on the day of the customs office, not of UTC', () =>
    given().when(lodging()).thenEvents(lodged));
  it('is held and released', () => {
    given(lodged).when(place).thenEvents(placed);
    given(lodged, placed).when(release).thenEvents(released);
  });
  it('is cleared with its statistical values', () => given(lodged).when(clearing()).thenEvents(cleared));
  it('is cleared once every hold is released', () =>
    given(lodged, placed, released).when(clearing()).thenEvents(cleared));
  it('is amended: what stood and what stands, at the rate of the clearance', () =>
    given(lodged, cleared)
      .when(amending())
      .thenEvents({
        type: 'DeclarationAmended',
        occurredAt: LATER,
        data: {
          ...clearance,
          reason: 'classified again',
          replaced: [line1, line2],
          declared: {
            lines: [{ ...towels, hs6: '630291', value: usd('1000.00') }],
            charges: { freight: usd('0'), insurance: usd('10.00') },
          },
          lines: [
            {
              ...line1,
              hs6: '630291',
              statisticalValue: usd('1010.00'),
              statisticalValueUsd: usd('1010.00'),
            },
          ],
        },
      }));
});

describe('an amendment', () => {
  const { lines, charges } = lodgement;
  it('that changes nothing says nothing, and one that takes another back is one more', () => {
    given(lodged, cleared).when(amending({ lines, charges })).thenEvents();
    const [amended] = declaration.decide(amending(), fold(declaration, [lodged, cleared]));
    if (!amended) throw new Error('It was amended.');
    given(lodged, cleared, amended).when(amending()).thenEvents();
    const replaced = (amended.data as typeof clearance).lines;
    given(lodged, cleared, amended)
      .when(amending({ lines, charges }))
      .thenEvents({
        type: 'DeclarationAmended',
        occurredAt: LATER,
        data: { ...clearance, reason: 'classified again', replaced, declared: { charges, lines } },
      });
  });

  it('stands behind one of an older release, which did not tell what its values were made of', () => {
    const untold: DeclarationEvent = {
      type: 'DeclarationAmended',
      occurredAt: LATER,
      data: { ...clearance, reason: 'weighed again', replaced: [line1, line2], lines: [line2] },
    };
    expect(fold(declaration, [lodged, cleared, untold])).not.toHaveProperty('declared');
    given(lodged, cleared, untold)
      .when(amending({ lines, charges }))
      .thenEvents({
        type: 'DeclarationAmended',
        occurredAt: LATER,
        data: {
          ...clearance,
          reason: 'classified again',
          replaced: [line2],
          declared: { charges, lines },
        },
      });
  });
});

describe('holds', () => {
  it('keep a declaration from being cleared', () => {
    const second: DeclarationEvent = { ...placed, data: { ...hold, holdId: 'h-2' } } as DeclarationEvent;
    given(lodged, placed, second, released)
      .when(clearing())
      .thenRejected('hold-open', {
        legalNow: [
          'RequestDocuments',
          'ProvideDocuments',
          'RecordInspection',
          'PlaceHold',
          'ReleaseHold',
          'AssessDuty',
          'PayDuty',
          'RefuseDeclaration',
        ],
      });
  });

  it('have an id of their own, and are released once', () => {
    given(lodged, placed).when(place).thenRejected('hold-id-used', { pointer: '/holdId' });
    given(lodged, placed, released).when(place).thenRejected('hold-id-used', { pointer: '/holdId' });
    given(lodged).when(release).thenRejected('hold-not-open', { pointer: '/holdId' });
    given(lodged, placed, released).when(release).thenRejected('hold-not-open', { pointer: '/holdId' });
    given(lodged, placed)
      .when({ ...release, occurredAt: '2026-03-04T08:59:59+05:00' } as DeclarationCommand)
      .thenRejected('before-hold', { pointer: '/occurredAt' });
  });

  it('are of the consignment that was lodged, and name who may lift them', () => {
    const quarantine = { ...hold, consignmentId: ids.declarationId, liftableBy: 'demo-quarantine' };
    given(lodged)
      .when({ ...place, data: quarantine } as DeclarationCommand)
      .thenEvents({ ...placed, data: { ...hold, liftableBy: 'demo-quarantine' } } as DeclarationEvent);
  });
});

describe('bad input names its field', () => {
  const free = usd('0');
  it.each<[object, string, string]>([
    [{ lines: [] }, 'lines-missing', '/lines'],
    [{ flow: 'transit' }, 'flow-unknown', '/flow'],
    [{ procedure: { requested: '4', previous: '00' } }, 'procedure-malformed', '/procedure/requested'],
    [{ procedure: { requested: '40', previous: 'xx' } }, 'procedure-malformed', '/procedure/previous'],
    [{ incoterm: { rule: 'DAT', place: 'Almaty' } }, 'incoterm-unknown', '/incoterm/rule'],
    [{ reporter: 'KZ' }, 'reporter-differs', '/reporter'],
    [{ acceptedOn: '2026-03-01' }, 'accepted-on-another-day', '/acceptedOn'],
    [{ acceptedOn: '02.03.2026' }, 'date-malformed', '/acceptedOn'],
    [{ charges: { freight: usd('-1'), insurance: free } }, 'charge-negative', '/charges/freight/amount'],
    [
      { charges: { freight: free, insurance: { amount: '1', currency: 'PKR' } } },
      'currency-differs',
      '/charges/insurance/currency',
    ],
    [
      { charges: { freight: usd('1000'), insurance: free }, incoterm: { rule: 'CPT', place: 'Almaty' } },
      'statistical-value-not-positive',
      '/lines/0/value/amount',
    ],
  ])('lodging %j is refused with %s', (change, code, pointer) => {
    given()
      .when(lodging(change as Partial<Lodgement>))
      .thenRejected(code, { pointer });
  });

  it.each([
    [{ usdPerUnit: '0' }, 'not-a-positive-decimal', '/exchangeRate/usdPerUnit'],
    [{ usdPerUnit: '-1' }, 'not-a-positive-decimal', '/exchangeRate/usdPerUnit'],
    [{ usdPerUnit: '1.0000000000001' }, 'not-a-positive-decimal', '/exchangeRate/usdPerUnit'],
    [{ usdPerUnit: '1.01' }, 'rate-not-one', '/exchangeRate/usdPerUnit'],
    [{ date: '2026-03-03' }, 'rate-of-another-day', '/exchangeRate/date'],
  ])('clearing at %j is refused with %s', (change, code, pointer) => {
    given(lodged).when(clearing(change)).thenRejected(code, { pointer });
  });

  it.each([
    [{ lines: [] }, 'lines-missing', '/lines'],
    [{ charges: { freight: usd('-1'), insurance: free } }, 'charge-negative', '/charges/freight/amount'],
    [
      { lines: [{ ...towels, value: { amount: '9', currency: 'PKR' } }] },
      'currency-differs',
      '/lines/0/value/currency',
    ],
  ])('amending to %j is refused with %s', (change, code, pointer) => {
    given(lodged, cleared).when(amending(change)).thenRejected(code, { pointer });
  });
});
