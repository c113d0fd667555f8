import fc from 'fast-check';
import {
  amountSchema,
  chargesSchema,
  countrySchema,
  goodsLineSchema,
  incotermSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from './index.js';

const line = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000.5',
  unit: 'NAR',
  value: { amount: '84000.00', currency: 'USD' },
};

const BLOCKS = {
  amountSchema,
  chargesSchema,
  countrySchema,
  goodsLineSchema,
  incotermSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  text: textSchema(5),
  timestampSchema,
  uuidSchema,
};

it.each<[keyof typeof BLOCKS, unknown]>([
  ['timestampSchema', '2026-03-01T10:00:00+05:00'],
  ['timestampSchema', '2026-03-01T10:00:00.123456Z'],
  ['timestampSchema', '2024-02-29T23:59:59-03:30'],
  ['localDateSchema', '2024-02-29'],
  ['amountSchema', '-0.01'],
  ['amountSchema', '123456789012345678'],
  ['moneySchema', { amount: '1', currency: 'KZT' }],
  ['uuidSchema', '0191d8a0-0000-7000-8000-000000000001'],
  ['participantIdSchema', 'demo-bank-karachi'],
  ['participantIdSchema', 'a'.repeat(64)],
  ['locodeSchema', 'KZALA'],
  ['locodeSchema', 'PKQ29'],
  ['countrySchema', 'PK'],
  ['partySchema', { participantId: 'demo-mills', name: 'ТОО «Демо»', country: 'KZ' }],
  ['incotermSchema', { rule: 'FCA', place: 'Faisalabad' }],
  ['goodsLineSchema', line],
  ['text', 'a b c'],
  ['text', 'ж'],
])('%s takes %j', (name, value) => expect(BLOCKS[name].safeParse(value).success).toBe(true));

it.each<[keyof typeof BLOCKS, unknown]>([
  ['timestampSchema', '2026-03-01T10:00:00'],
  ['timestampSchema', '2026-03-01 10:00:00+05:00'],
  ['timestampSchema', '2026-03-01T10:00+05:00'],
  ['timestampSchema', '2026-03-01T10:00:00+0500'],
  ['timestampSchema', '2026-02-29T10:00:00+05:00'],
  ['timestampSchema', '2026-04-31T10:00:00Z'],
  ['timestampSchema', '0000-01-01T10:00:00Z'],
  ['timestampSchema', '2026-03-01T24:00:00Z'],
  ['timestampSchema', '2026-03-01T10:00:60Z'],
  ['timestampSchema', '2026-03-01T10:00:00+25:00'],
  ['timestampSchema', '2026-03-01T10:00:00Z\n'],
  ['timestampSchema', 1_772_341_200],
  ['localDateSchema', '2026-02-29'],
  ['localDateSchema', '2026-3-1'],
  ['localDateSchema', '2026-03-01T00:00:00Z'],
  ['amountSchema', '1e3'],
  ['amountSchema', '1,000.00'],
  ['amountSchema', '.5'],
  ['amountSchema', '1234567890123456789'],
  ['moneySchema', { amount: 1, currency: 'USD' }],
  ['moneySchema', { amount: '1', currency: 'usd' }],
  ['moneySchema', { amount: '1', currency: 'USD', rate: '1' }],
  ['uuidSchema', '0191D8A0-0000-7000-8000-000000000001'],
  ['participantIdSchema', 'a,b'],
  ['participantIdSchema', 'bank:a'],
  ['participantIdSchema', '-a'],
  ['participantIdSchema', 'a'.repeat(65)],
  ['locodeSchema', 'PKK0I'],
  ['locodeSchema', 'pkkhi'],
  ['countrySchema', 'PAK'],
  ['partySchema', { participantId: 'demo-mills', country: 'KZ' }],
  ['incotermSchema', { rule: 'DAT', place: 'Almaty' }],
  ['chargesSchema', { freight: { amount: '1', currency: 'USD' } }],
  ['goodsLineSchema', { ...line, lineNumber: 0 }],
  ['goodsLineSchema', { ...line, lineNumber: 1.5 }],
  ['goodsLineSchema', { ...line, hs6: '63026' }],
  ['goodsLineSchema', { ...line, netMassKg: '-1' }],
  ['goodsLineSchema', { ...line, quantity: '1.0000001' }],
  ['goodsLineSchema', { ...line, colour: 'red' }],
  ['text', ''],
  ['text', ' a'],
  ['text', 'a '],
  ['text', 'a\nb'],
  ['text', 'a\u0000b'],
  ['text', 'a\ud800b'],
  ['text', 'abcdef'],
])('%s refuses %j', (name, value) => expect(BLOCKS[name].safeParse(value).success).toBe(false));

it('a day is one of the calendar, as the platform has it', () => {
  fc.assert(
    fc.property(fc.nat({ max: 9999 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }), (year, month, date) => {
      const day = [
        String(year).padStart(4, '0'),
        ...[month, date].map((n) => String(n).padStart(2, '0')),
      ].join('-');
      // The year 0 is none for PostgreSQL.
      const ms = year === 0 ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
      const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
      expect(localDateSchema.safeParse(day).success).toBe(isDay);
    }),
    { seed: 20_261_126, numRuns: 5_000 },
  );
});
