import { toMoney, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import { decimalOf, millionths } from '../decimal.js';
import { type DeclaredLine, declaredShares, type GoodsLine } from '../index.js';
import { idOf, partOf, rice, towels, usd } from './consignment.spec-kit.js';

const SEED = 20_261_125;
const RUNS = 400;

const part = (...lines: readonly GoodsLine[]) => ({ lines, declarations: [] });
const towelsOf = (netMassKg: string, quantity: string, amount: string): GoodsLine => ({
  ...towels,
  netMassKg,
  quantity,
  value: usd(amount),
});
const declared = (...lines: readonly DeclaredLine[]) => ({
  declarationId: idOf(40),
  flow: 'export' as const,
  lines,
});
const told = (netMassKg: string, quantity: string, amount: string): DeclaredLine => ({
  ...partOf(1, quantity, netMassKg),
  unit: 'NAR',
  value: usd(amount),
});

it('gives a line that went on in one part to that part, and divides one that was divided', () => {
  const whole = [
    told('9000', '30000', '63000.00'),
    { ...partOf(2, '20', '1000.5'), unit: 'BG', value: usd('700.01') },
  ];
  const one = part(towelsOf('4000', '10000', '28000.00'));
  const two = part(towelsOf('8000', '30000', '56000.00'), rice);
  // 9,000 kg of 12,000 that are there: 3,000 and 6,000; pieces and dollars as they are there, 1 : 3 and 1 : 2.
  expect(declaredShares(declared(...whole), [one, two])).toEqual([
    [told('3000', '7500', '21000.00')],
    [told('6000', '22500', '42000.00'), whole[1]],
  ]);
});

it('leaves out what others cover, and a part that has nothing open', () => {
  const covered = {
    declarationId: idOf(41),
    flow: 'export' as const,
    lines: [told('4000', '10000', '28000.00')],
  };
  const one = { lines: [towelsOf('4000', '10000', '28000.00')], declarations: [covered] };
  const two = part(towelsOf('8000', '30000', '56000.00'));
  expect(declaredShares(declared(told('6000', '20000', '50000.00')), [one, two])).toEqual([
    [],
    [told('6000', '20000', '50000.00')],
  ]);
  // The same goods are declared once for each way, and what this declaration covered before is covered anew.
  const own = { lines: one.lines, declarations: [{ ...covered, declarationId: idOf(40) }] };
  const other = { lines: one.lines, declarations: [{ ...covered, flow: 'import' as const }] };
  for (const open of [own, other]) {
    expect(declaredShares(declared(told('12000', '40000', '84000.00')), [open, two])).toEqual([
      [told('4000', '10000', '28000.00')],
      [told('8000', '30000', '56000.00')],
    ]);
  }
});

it.each([
  ['pieces', told('1000', '10000', '10000.00')],
  ['value', told('1000', '5000', '28000.00')],
])('gives nothing to a part whose %s are used up, though some of its mass is open', (_, covered) => {
  const other = { declarationId: idOf(41), flow: 'export' as const, lines: [covered] };
  const one = { lines: [towelsOf('4000', '10000', '28000.00')], declarations: [other] };
  const two = part(towelsOf('8000', '30000', '56000.00'));
  const all = told('8000', '30000', '56000.00');
  expect(declaredShares(declared(all), [one, two])).toEqual([[], [all]]);
  // What is left of its mass cannot be declared without them.
  expect(() => declaredShares(declared(told('8000.000001', '30000', '56000.00')), [one, two])).toThrow(
    expect.objectContaining({ code: 'more-than-consigned', details: { pointer: '/lines/0/netMassKg' } }),
  );
});

it('goes by mass in a unit and a currency that the goods were not consigned in', () => {
  const line = {
    ...partOf(1, '300', '9000'),
    unit: 'DZN',
    supplementary: { quantity: '90', unit: 'MTK' },
    value: { amount: '3000.00', currency: 'PKR' },
  };
  const parts = [part(towelsOf('4000', '1', '1.00')), part(towelsOf('8000', '39999', '83999.00'))];
  expect(declaredShares(declared(line), parts)).toEqual([
    [
      {
        ...line,
        quantity: '100',
        netMassKg: '3000',
        supplementary: { quantity: '30', unit: 'MTK' },
        value: { amount: '1000.00', currency: 'PKR' },
      },
    ],
    [
      {
        ...line,
        quantity: '200',
        netMassKg: '6000',
        supplementary: { quantity: '60', unit: 'MTK' },
        value: { amount: '2000.00', currency: 'PKR' },
      },
    ],
  ]);
});

it.each([
  [told('12000.000001', '1', '1.00'), 'more-than-consigned', '/lines/0/netMassKg'],
  [told('12000', '40001', '1.00'), 'more-than-consigned', '/lines/0/quantity'],
  [told('12000', '1', '84000.01'), 'more-than-consigned', '/lines/0/value/amount'],
  [partOf(3, '1', '1'), 'line-unknown', '/lines/0/lineNumber'],
])('%j is more than the parts have together', (line, code, pointer) => {
  const parts = [part(towelsOf('4000', '10000', '28000.00')), part(towelsOf('8000', '30000', '56000.00'))];
  expect(() => declaredShares(declared(line), parts)).toThrow(
    expect.objectContaining({ code, details: { pointer } }),
  );
});

it('shares sum to what is declared, each above 0, and none has more than others leave open of its part', () => {
  const amount = fc.integer({ min: 1, max: 2_000 });
  // Whole pieces, cents, and milligrams from a kilogram on: of less, a part of many may get nothing at all.
  const amounts = (one: fc.Arbitrary<number>) =>
    fc.tuple(
      one.map((kg) => BigInt(kg) * 1_000_003n),
      one.map((pieces) => BigInt(pieces) * 1_000_000n),
      one.map(BigInt),
    );
  type Amounts = readonly [bigint, bigint, bigint];
  const amountOf = (cents: bigint) => toMoneyJson({ minor: cents, currency: 'USD' }).amount;
  const toldOf = ([mass, pieces, cents]: Amounts) =>
    told(decimalOf(mass), decimalOf(pieces), amountOf(cents));
  /** Of each measure what was consigned in the part, and what another declaration covers of it: all, a part, or nothing. */
  const goods = fc.array(fc.tuple(amounts(amount), fc.option(amounts(amount), { nil: undefined })), {
    minLength: 2,
    maxLength: 6,
  });
  const least = (one: bigint, other: bigint) => (one < other ? one : other);
  let divided = 0;
  let leftOut = 0;
  fc.assert(
    fc.property(goods, amounts(amount), (each, asked) => {
      const known = each.map(([own, other]) => {
        const covered = other?.map((one, measure) => least(one, own[measure] ?? 0n));
        return { own, covered, open: own.map((one, measure) => one - (covered?.[measure] ?? 0n)) };
      });
      const parts = known.map(({ own: [mass, pieces, cents], covered }) => ({
        lines: [towelsOf(decimalOf(mass), decimalOf(pieces), amountOf(cents))],
        declarations: covered
          ? [{ ...declared(toldOf(covered as unknown as Amounts)), declarationId: idOf(41) }]
          : [],
      }));
      const isOpen = ({ open }: (typeof known)[number]) => open.every((one) => one > 0n);
      const sum = (measure: number) =>
        known.filter(isOpen).reduce((total, { open }) => total + (open[measure] ?? 0n), 0n);
      fc.pre(known.some(isOpen));
      const most = asked.map((one, measure) => least(one, sum(measure))) as unknown as Amounts;
      const totals = [0n, 0n, 0n];
      for (const [index, [share]] of declaredShares(declared(toldOf(most)), parts).entries()) {
        const of = known[index];
        if (!of || !isOpen(of)) {
          expect(share).toBeUndefined();
          leftOut += 1;
        }
        if (!share?.value) continue;
        divided += 1;
        const shared = [millionths(share.netMassKg), millionths(share.quantity), toMoney(share.value).minor];
        expect(shared.slice(0, 2).every((one) => one > 0n)).toBe(true);
        for (const [measure, one] of shared.entries()) {
          expect(one <= (of?.open[measure] ?? 0n)).toBe(true);
          totals[measure] = (totals[measure] ?? 0n) + one;
        }
      }
      expect(totals).toEqual(most);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(divided).toBeGreaterThan(RUNS);
  expect(leftOut).toBeGreaterThan(RUNS / 4);
});
