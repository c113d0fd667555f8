import { rejectionOf } from '@corridor/testing';
import { INCOTERMS, type IncotermRule, statisticalLines, type TradeFlow, type Valuation } from '../index.js';

const goods = (amount: string, currency = 'USD', lineNumber = 1) => ({
  lineNumber,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '1',
  quantity: '1',
  unit: 'NAR',
  value: { amount, currency },
});
const valuation = (flow: TradeFlow, rule: IncotermRule, change: Partial<Valuation> = {}): Valuation => ({
  flow,
  incoterm: { rule },
  countryOfDestination: 'KZ',
  charges: {
    freight: { amount: '100.00', currency: 'USD' },
    insurance: { amount: '10.00', currency: 'USD' },
  },
  lines: [goods('1000.00')],
  ...change,
});
const rate = (usdPerUnit: string) => ({ usdPerUnit, date: '2026-03-02', source: 'central bank' });
const free = (currency: string) => ({
  freight: { amount: '0', currency },
  insurance: { amount: '0', currency },
});

/** Goods of 1,000 with freight of 100 and insurance of 10, under each rule of Incoterms 2020. */
it.each<[IncotermRule, asImport: string, asExport: string]>([
  ['EXW', '1110.00', '1110.00'],
  ['FCA', '1110.00', '1110.00'],
  ['FAS', '1110.00', '1110.00'],
  ['FOB', '1110.00', '1110.00'],
  ['CFR', '910.00', '900.00'],
  ['CPT', '910.00', '900.00'],
  ['CIF', '890.00', '890.00'],
  ['CIP', '890.00', '890.00'],
  ['DAP', '890.00', '890.00'],
  ['DPU', '890.00', '890.00'],
  ['DDP', '890.00', '890.00'],
])('%s: CIF-type %s at entry, FOB-type %s at exit', (rule, asImport, asExport) => {
  expect(INCOTERMS).toContain(rule);
  const value = (flow: TradeFlow) => statisticalLines(valuation(flow, rule), rate('1'))[0]?.statisticalValue;
  expect(value('import')).toEqual({ amount: asImport, currency: 'USD' });
  expect(value('export')).toEqual({ amount: asExport, currency: 'USD' });
});

it('the partner of an import is its origin, of an export its last known destination', () => {
  expect(statisticalLines(valuation('import', 'FOB'), rate('1'))[0]?.partner).toBe('PK');
  expect(statisticalLines(valuation('export', 'FOB'), rate('1'))[0]?.partner).toBe('KZ');
});

it.each([
  // 84,321.07 × 0.00359 = 302.71264…
  ['PKR', '84321.07', '0.00359', '302.71'],
  // 0.005 and 0.015: ties go to the even cent, once down and once up.
  ['PKR', '5.00', '0.001', '0.00'],
  ['PKR', '15.00', '0.001', '0.02'],
  // The yen has no minor unit, the Kuwaiti dinar has three digits: 3.123 × 3.25 = 10.14975.
  ['JPY', '1000', '0.0065', '6.50'],
  ['KWD', '3.123', '3.25', '10.15'],
  ['USD', '12.34', '1', '12.34'],
])('%s %s at %s are USD %s', (currency, amount, usdPerUnit, expected) => {
  const lines = [goods(amount, currency)];
  const [line] = statisticalLines(
    valuation('import', 'CIF', { lines, charges: free(currency) }),
    rate(usdPerUnit),
  );
  expect(line?.statisticalValueUsd).toEqual({ amount: expected, currency: 'USD' });
});

it('refuses the line that its share of the charges uses up', () => {
  // CIF takes out 110.00, all that both lines are worth: nothing is left of the first.
  const lines = [goods('36.67', 'USD', 1), goods('73.33', 'USD', 2)];
  const { code, details } = rejectionOf(() =>
    statisticalLines(valuation('import', 'CIF', { lines }), rate('1')),
  );
  expect([code, details]).toEqual(['statistical-value-not-positive', { pointer: '/lines/0/value/amount' }]);
});

it('refuses a value in USD that no amount can hold', () => {
  const lines = [goods('9999999999999999.99', 'KZT')];
  const { code, details } = rejectionOf(() =>
    statisticalLines(valuation('import', 'CIF', { lines, charges: free('KZT') }), rate('2')),
  );
  expect([code, details]).toEqual(['amount-too-large', { pointer: '/lines/0/value/amount' }]);
});
