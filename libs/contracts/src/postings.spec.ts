import { postingsSchema } from './building-blocks.js';

type Line = ['debit' | 'credit', amount: string, currency?: string];
const posted = (...lines: readonly Line[]) =>
  lines.map(([side, amount, currency = 'USD']) => ({
    account: 'suspense',
    of: 'demo-bank-karachi',
    side,
    amount: { amount, currency },
  }));

it.each<[string, readonly Line[]]>([
  ['nothing', []],
  [
    'a debit and its credit',
    [
      ['debit', '10.00'],
      ['credit', '10.00'],
    ],
  ],
  [
    'one amount, written in two ways',
    [
      ['debit', '10'],
      ['credit', '10.00'],
    ],
  ],
  [
    'several lines that come to the same',
    [
      ['debit', '7.00'],
      ['debit', '3.00'],
      ['credit', '10.00'],
    ],
  ],
  [
    'each currency by itself',
    [
      ['debit', '10.00'],
      ['credit', '10.00'],
      ['debit', '3', 'JPY'],
      ['credit', '3', 'JPY'],
    ],
  ],
])('%s may be posted', (_, lines) => {
  expect(postingsSchema.parse(posted(...lines))).toEqual(posted(...lines));
});

const UNEQUAL = 'has debits that are not equal to its credits in each currency';
const NOT_ABOVE_0 = 'has an amount that is not above 0';
it.each<[string, readonly Line[], string]>([
  ['a debit alone', [['debit', '10.00']], UNEQUAL],
  ['a credit alone', [['credit', '10.00']], UNEQUAL],
  [
    'two debits',
    [
      ['debit', '10.00'],
      ['debit', '10.00'],
    ],
    UNEQUAL,
  ],
  [
    'a minor unit too many',
    [
      ['debit', '10.01'],
      ['credit', '10.00'],
    ],
    UNEQUAL,
  ],
  [
    'a minor unit too many, where a number could not tell it',
    [
      ['debit', '9007199254740992.01'],
      ['credit', '9007199254740992.00'],
    ],
    UNEQUAL,
  ],
  [
    'the same figure in another currency',
    [
      ['debit', '10.00'],
      ['credit', '10.00', 'EUR'],
    ],
    UNEQUAL,
  ],
  [
    'what comes to 0 over two currencies',
    [
      ['debit', '10.00'],
      ['credit', '5.00'],
      ['credit', '5.00', 'EUR'],
    ],
    UNEQUAL,
  ],
  [
    'amounts of 0',
    [
      ['debit', '0.00'],
      ['credit', '0.00'],
    ],
    NOT_ABOVE_0,
  ],
  [
    'amounts below 0',
    [
      ['debit', '-1.00'],
      ['credit', '-1.00'],
    ],
    NOT_ABOVE_0,
  ],
  [
    'a debit below 0 for a credit',
    [
      ['debit', '1.00'],
      ['debit', '-1.00'],
    ],
    NOT_ABOVE_0,
  ],
  [
    'more digits than the currency has',
    [
      ['debit', '1.001'],
      ['credit', '1.001'],
    ],
    NOT_ABOVE_0,
  ],
])('%s may not', (_, lines, message) => {
  const result = postingsSchema.safeParse(posted(...lines));
  expect(result.error?.issues.map((issue) => issue.message)).toContain(message);
});
