import fc from 'fast-check';
import { CELL_MIN } from './small-cells.js';
import { monthsOf } from './visa-figures.js';
import { OUTCOMES, REFUSAL_REASONS, type VisaFiguresRow } from './visa-figures.sql.js';
import type { VisaCell } from './visa-figures.types.js';

const SEED = 20_261_126;

interface Application {
  readonly nationality: string;
  readonly firm: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly reason: (typeof REFUSAL_REASONS)[number];
  readonly days: number;
}

/** Many of few firms and outcomes, so that what is told and what is not lie close together. */
const log = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([firms, nations, reasons]) =>
    fc.array(
      fc.record<Application>({
        nationality: fc.constantFrom(...['AF', 'KZ', 'PK', 'UZ'].slice(0, nations)),
        firm: fc.integer({ min: 1, max: firms }).map((n) => `firm-${n}`),
        outcome: fc.constantFrom(...OUTCOMES),
        reason: fc.constantFrom(...REFUSAL_REASONS.slice(0, reasons)),
        days: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  );

/** What the statement reads of them: the month, or one cell of it. */
function rowOf(of: readonly Application[], nationality: string | null): VisaFiguresRow {
  const decided = of.filter(({ outcome }) => outcome === 'granted' || outcome === 'refused');
  const firms = (some: readonly Application[]) => [...new Set(some.map(({ firm }) => firm))];
  const values = [
    ...OUTCOMES.map((value) => [value, of.filter(({ outcome }) => outcome === value)] as const),
    ...REFUSAL_REASONS.map(
      (value) =>
        [
          `refused_${value}`,
          of.filter(({ outcome, reason }) => outcome === 'refused' && reason === value),
        ] as const,
    ),
  ];
  return {
    month: '2026-04',
    nationality,
    destination: nationality && 'TM',
    submitted: of.length,
    firms: firms(of),
    days: decided.reduce((sum, { days }) => sum + days, 0),
    p50: decided.length > 0 ? 1 : null,
    p90: decided.length > 0 ? 1 : null,
    ...Object.fromEntries(
      values.flatMap(([name, some]) => [
        [name, some.length],
        [`${name}_firms`, firms(some)],
      ]),
    ),
  } as unknown as VisaFiguresRow;
}

/** Every group of applications whose figures an outsider has: told, or the month less cells that are told. */
function groupsOf(
  all: readonly Application[],
  isTold: (counts: Omit<VisaCell, 'nationality' | 'destination'>) => boolean,
): readonly (readonly Application[])[] {
  const nations = [...new Set(all.map(({ nationality }) => nationality))].sort();
  const inCell = (nation: string) => all.filter(({ nationality }) => nationality === nation);
  const rows = [rowOf(all, null), ...nations.map((nation) => rowOf(inCell(nation), nation))];
  const [month] = monthsOf(rows, true);
  if (!month) throw new Error('There is a month.');
  const told = month.cells.filter(isTold).map(({ nationality }) => nationality);
  const cells = told.map(inCell);
  if (!isTold(month)) return cells;
  const subsets: string[][] = [[]];
  for (const nation of told) subsets.push(...subsets.map((set) => [...set, nation]));
  const rests = subsets.map((set) => all.filter(({ nationality }) => !set.includes(nationality)));
  return [...cells, ...rests.filter((rest) => rest.length > 0)];
}

function expectNobodyShows(group: readonly Application[], seenOf: (one: Application) => string): void {
  const values = [...new Set(group.map(seenOf))];
  expect(values.length).toBeGreaterThan(1);
  for (const value of values) {
    const firms = new Set(group.filter((one) => seenOf(one) === value).map(({ firm }) => firm));
    expect(firms.size).toBeGreaterThanOrEqual(CELL_MIN);
  }
}

it('of whatever an outsider is told or can compute, each outcome is one of several, and each of them that of at least three firms', () => {
  fc.assert(
    fc.property(log, (all) => {
      for (const group of groupsOf(all, ({ granted }) => granted !== null)) {
        expectNobodyShows(group, ({ outcome }) => outcome);
      }
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

it('so is each reason of a refusal', () => {
  fc.assert(
    fc.property(log, (all) => {
      for (const group of groupsOf(all, ({ refusedFor }) => refusedFor !== null)) {
        const refused = group.filter(({ outcome }) => outcome === 'refused');
        if (refused.length > 0) expectNobodyShows(refused, ({ reason }) => reason);
      }
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

it('days are told of what rests on at least three firms, and so is what is left without them; counts on at least three as well', () => {
  fc.assert(
    fc.property(log, (all) => {
      for (const group of groupsOf(all, ({ days }) => days !== null)) {
        const decided = group.filter(({ outcome }) => outcome === 'granted' || outcome === 'refused');
        if (decided.length === 0) continue;
        expect(new Set(decided.map(({ firm }) => firm)).size).toBeGreaterThanOrEqual(CELL_MIN);
      }
      for (const group of groupsOf(all, ({ submitted }) => submitted !== null)) {
        expect(new Set(group.map(({ firm }) => firm)).size).toBeGreaterThanOrEqual(CELL_MIN);
      }
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

it('tells reasons and days of what it tells outcomes of alone, or their sums would be outcomes', () => {
  fc.assert(
    fc.property(log, (all) => {
      const nations = [...new Set(all.map(({ nationality }) => nationality))].sort();
      const cells = nations.map((nation) =>
        rowOf(
          all.filter((one) => one.nationality === nation),
          nation,
        ),
      );
      for (const month of monthsOf([rowOf(all, null), ...cells], true)) {
        for (const { granted, refusedFor, days, withdrawn, open } of [month, ...month.cells]) {
          if (granted !== null) continue;
          expect([refusedFor, days, withdrawn, open]).toEqual([null, null, null, null]);
        }
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});
