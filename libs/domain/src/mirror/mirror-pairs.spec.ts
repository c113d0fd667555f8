import { pairsOf } from './mirror-pairs.js';
import type { DeclaredLine } from './mirror-split.js';

/** Of what `reporter` tells of its trade with `partner`, 100 kg for 100.00. */
const told = (
  declarationId: string,
  reporter: string,
  partner: string,
  mass = 100n,
  usd = 10_000n,
): DeclaredLine => ({
  ...{ declarationId, reporter, partner, mass, usd },
  position: 1,
  month: '2026-01-01',
  chapter: '52',
  currency: 'USD',
  usdPerUnit: '1',
  value: usd,
  charges: 0n,
});
const names = (exports: readonly DeclaredLine[], imports: readonly DeclaredLine[]) =>
  pairsOf(exports, imports).map(({ exported, imported }) =>
    [exported, imported].map((line) => (line ? `${line.declarationId} ${line.usd}` : '-')).join(' × '),
  );

it('holds both sides of one way against each other, and leaves the way on to itself', () => {
  // From PK to KG, and on to KZ: KG imports and exports them.
  const exports = [told('a', 'PK', 'KG'), told('b', 'KG', 'KZ')];
  expect(names(exports, [told('c', 'KG', 'PK'), told('d', 'KZ', 'KG')])).toEqual([
    'a 10000 × c 10000',
    'b 10000 × d 10000',
  ]);
  // KZ names PK as origin.
  expect(names(exports, [told('c', 'KG', 'PK'), told('d', 'KZ', 'PK')])).toEqual([
    'a 10000 × c 10000',
    'b 10000 × d 10000',
  ]);
  // PK knew where they would end: what KG tells stands by itself.
  expect(
    names([told('a', 'PK', 'KZ'), told('b', 'KG', 'KZ')], [told('c', 'KG', 'PK'), told('d', 'KZ', 'PK')]),
  ).toEqual(['a 10000 × d 10000', 'b 10000 × -', '- × c 10000']);
});

it('goes by the destination, then by the origin, then by what is left', () => {
  expect(names([told('a', 'PK', 'KZ')], [told('b', 'KZ', 'CN')])).toEqual(['a 10000 × b 10000']);
  expect(names([told('a', 'PK', 'UZ')], [told('b', 'KZ', 'PK')])).toEqual(['a 10000 × b 10000']);
  expect(names([told('a', 'PK', 'UZ')], [told('b', 'KZ', 'CN')])).toEqual(['a 10000 × b 10000']);
  expect(names([told('a', 'PK', 'UZ')], [told('b', 'PK', 'CN')])).toEqual(['a 10000 × -', '- × b 10000']);
});

it('shares each among all of the other side by mass, and equally where none is told', () => {
  const exports = [told('a', 'PK', 'KZ', 100n, 1_000n), told('b', 'PK', 'KZ', 300n, 2_001n)];
  const imports = [told('c', 'KZ', 'PK', 30n, 900n), told('d', 'KZ', 'PK', 60n, 2_002n)];
  expect(names(exports, imports)).toEqual([
    // A third of 1,000, a quarter of 900.
    'a 333 × c 225',
    // A quarter of 2,002 is 500.5: of equal remainders the first has the cent.
    'a 667 × d 501',
    'b 667 × c 675',
    'b 1334 × d 1501',
  ]);
  const unweighed = [told('c', 'KZ', 'PK', 0n), told('d', 'KZ', 'PK', 0n)];
  expect(names([told('a', 'PK', 'KZ')], unweighed)).toEqual(['a 5000 × c 10000', 'a 5000 × d 10000']);
});
