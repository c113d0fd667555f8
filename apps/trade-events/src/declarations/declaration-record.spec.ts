import type { DeclarationEvent } from '@corridor/domain';
import { recordOf } from './declaration-record.js';

const ids = { declarationId: 'd-1', consignmentId: 'c-1' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const occurredAt = '2026-03-10T01:00:00+05:00';
const line = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '100',
  quantity: '400',
  unit: 'NAR',
  value: usd('750.00'),
};
const lodged: DeclarationEvent = {
  type: 'DeclarationLodged',
  occurredAt,
  data: {
    ...ids,
    declarationNumber: 'KZ-1',
    flow: 'import',
    customsOffice: 'KZALA',
    reporter: 'KZ',
    acceptedOn: '2026-03-10',
    exporter: 'demo-textiles-faisalabad',
    importer: 'demo-trading-almaty',
    countryOfConsignment: 'PK',
    countryOfDestination: 'KZ',
    procedure: { requested: '40', previous: '00' },
    hsEdition: '2022',
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    charges: { freight: usd('80.00'), insurance: usd('4.00') },
    lines: [line],
  },
};
const counted = (netMassKg: string) => ({
  lineNumber: 1,
  hs6: '630260',
  partner: 'PK',
  countryOfOrigin: 'PK',
  netMassKg,
  quantity: '400',
  unit: 'NAR',
  statisticalValue: usd('834.00'),
  statisticalValueUsd: usd('834.00'),
});
const cleared = {
  ...ids,
  flow: 'import',
  reporter: 'KZ',
  customsOffice: 'KZALA',
  acceptedOn: '2026-03-10',
  exchangeRate: { usdPerUnit: '1', date: '2026-03-10', source: 'National Bank of Kazakhstan' },
  lines: [counted('100')],
} as const;
const clearance: DeclarationEvent = { type: 'DeclarationCleared', occurredAt, data: cleared };

it('is none of what was not lodged', () => {
  expect(recordOf([])).toBeUndefined();
  expect(() => recordOf([clearance])).toThrow('stands before');
});

it('does not tell lines that an amendment of an older release put right and did not tell', () => {
  const restated = { ...cleared, lines: [counted('90')], reason: 'weighed', replaced: cleared.lines };
  const record = recordOf([lodged, clearance, { type: 'DeclarationAmended', occurredAt, data: restated }]);
  expect(record).toMatchObject({
    clearance: { lines: [counted('90')] },
    amendments: [{ reason: 'weighed' }],
  });
  expect(record).not.toHaveProperty('lines');
  expect(record).not.toHaveProperty('charges');
});

it('begins anew with what is owed where duty is assessed again', () => {
  const assessed = (amount: string): DeclarationEvent => ({
    type: 'DutyAssessed',
    occurredAt,
    data: { ...ids, duties: [{ kind: 'fee', amount: usd(amount) }], total: usd(amount), dueOn: '2026-03-20' },
  });
  expect(recordOf([lodged, assessed('10.00'), assessed('7.00')])?.assessment).toEqual({
    assessedAt: occurredAt,
    duties: [{ kind: 'fee', amount: usd('7.00') }],
    total: usd('7.00'),
    dueOn: '2026-03-20',
    outstanding: usd('7.00'),
    payments: [],
    refunds: [],
  });
});
