import { allocate } from '@corridor/domain';
import fc from 'fast-check';
import { keyOf, keysIn, wordsIn, wordsOf } from './reference-keys.js';

const SEED = 20_260_401;

/** Short texts of few signs, so that numbers and texts meet often: letters of both cases, digits, joiners, spaces, code words. */
const piece = fc.constantFrom(
  'a',
  'B',
  '7',
  '17',
  '2026',
  '-',
  '/',
  '.',
  '_',
  ' ',
  '  ',
  '//',
  '/INV/',
  'ш',
  'Σ',
  '(',
  '№',
);
const text = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join('').trim());
const number = text.filter((each) => /[\p{L}\p{N}]/u.test(each));

const matches = (invoiceNumber: string, endToEndId: string | undefined, remittance: readonly string[]) =>
  allocate(
    {
      bank: 'b',
      references: { ...(endToEndId !== undefined && { endToEndId }), remittance },
      unallocated: { amount: '1', currency: 'USD' },
    },
    [
      {
        obligationId: '1',
        invoiceNumber,
        creditor: 'a',
        creditorBank: 'b',
        dueOn: '2026-03-01',
        outstanding: { amount: '1', currency: 'USD' },
      },
    ],
  ).length > 0;

it('the index finds whatever a payment names, from either side', () => {
  let found = 0;
  fc.assert(
    fc.property(
      number,
      fc.option(text, { nil: undefined }),
      fc.array(
        fc.oneof(
          text,
          fc.tuple(text, number, text).map(([a, b, c]) => `${a} ${b} ${c}`),
        ),
        { maxLength: 3 },
      ),
      fc.boolean(),
      (drawn, endToEndId, remittance, quoted) => {
        const texts = quoted ? [...remittance, `pays ${drawn}, thanks`] : remittance;
        const references = { ...(endToEndId !== undefined && { endToEndId }), remittance: texts };
        if (!matches(drawn, endToEndId, texts)) return;
        found += 1;
        expect(keysIn(references)).toContain(keyOf(drawn));
        expect(wordsIn(references)).toEqual(expect.arrayContaining([...wordsOf(drawn)]));
      },
    ),
    { seed: SEED, numRuns: 2_000 },
  );
  // Else the property would say nothing.
  expect(found).toBeGreaterThan(300);
});

it('a key is the words of a number; a text has a key for each row of its words', () => {
  expect(keyOf('INV-2026/0017')).toBe('inv 2026 0017');
  expect(keyOf('---')).toBe('');
  expect(keysIn({ endToEndId: 'A-1', remittance: ['b c'] })).toEqual(['a', 'a 1', '1', 'b', 'b c', 'c']);
});

it('the longest remittance that a message may hold stays within bounds', () => {
  const longest = Array.from({ length: 100 }, (_, index) =>
    `${index} ${'a '.repeat(68)}`.slice(0, 139).trim(),
  );
  // 18 words of one letter and the spaces between fill the 35 characters of an invoice number.
  expect(keysIn({ remittance: longest }).length).toBeLessThan(100 * 70 * 18);
});
