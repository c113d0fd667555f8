import { takenBackOf } from './taken-back.js';

const match = (position: number, amountMinor: string, obligationId = 'O', unmatchedAt?: number) => ({
  obligationId,
  position,
  amountMinor,
  unmatched: unmatchedAt === undefined ? null : { position: unmatchedAt },
});
const usd = (amount: string) => ({ amount, currency: 'USD' });
const back = (position: number, ...parts: readonly (readonly [amount: string, obligationId: string])[]) => ({
  returnId: `R-${position}`,
  position,
  reason: position % 2 === 0 ? 'AC04' : null,
  takenBack: parts.map(([amount, obligationId]) => ({ obligationId, amount: usd(amount) })),
});
type Told = readonly (readonly [position: number, amount: string])[];

it.each<[string, Parameters<typeof takenBackOf>[0], Parameters<typeof takenBackOf>[1], readonly Told[]]>([
  ['nothing', [match(1, '1000')], [], [[]]],
  ['what is of another debt', [match(1, '1000')], [back(2, ['5.00', 'P'])], [[]]],
  ['all of it', [match(1, '1000')], [back(2, ['10.00', 'O'])], [[[2, '10.00']]]],
  [
    'by several returns',
    [match(1, '1000')],
    [back(2, ['4.00', 'O']), back(3, ['6.00', 'O'])],
    [
      [
        [2, '4.00'],
        [3, '6.00'],
      ],
    ],
  ],
  [
    'of one debt that was paid twice, what was paid last first',
    [match(1, '1000'), match(2, '300')],
    [back(3, ['5.00', 'O']), back(4, ['8.00', 'O'])],
    [
      [
        [3, '2.00'],
        [4, '8.00'],
      ],
      [[3, '3.00']],
    ],
  ],
  [
    'not what pays it since',
    [match(1, '1000'), match(3, '300')],
    [back(2, ['10.00', 'O'])],
    [[[2, '10.00']], []],
  ],
  [
    'nor what a person had taken back before',
    [match(1, '1000', 'O', 2), match(3, '1000')],
    [back(4, ['10.00', 'O'])],
    [[], [[4, '10.00']]],
  ],
  [
    'and what a person took back behind it',
    [match(1, '1000', 'O', 3)],
    [back(2, ['4.00', 'O'])],
    [[[2, '4.00']]],
  ],
])('returns take back of each match %s', (_, matches, returns, told) => {
  const found = takenBackOf(matches, returns, 'USD');
  expect(
    matches.map((each) => (found.get(each) ?? []).map(({ position, amount }) => [position, amount.amount])),
  ).toEqual(told);
});

it('tells which return it was, and why', () => {
  const one = match(1, '1000');
  expect(takenBackOf([one], [back(2, ['4.00', 'O']), back(3, ['1.00', 'O'])], 'USD').get(one)).toEqual([
    { returnId: 'R-2', amount: usd('4.00'), reason: 'AC04', position: 2 },
    { returnId: 'R-3', amount: usd('1.00'), position: 3 },
  ]);
});
