import { TENTH_MS, timePartOf, timeStepOf } from '@corridor/domain';
import fc from 'fast-check';
import type { TimeCellRow } from './time-cells.sql.js';
import { stepId, TimeCuts } from './time-cuts.js';

/** Tenths of an hour: of a few hours, of days, and by clocks that are wrong by years. */
const time = fc.oneof(
  fc.nat(40),
  fc.nat(40),
  fc.integer({ min: 400, max: 900 }),
  fc.integer({ min: 5_000, max: 9_000_000 }),
);
const cell = fc.record({ key: fc.constantFrom('PKTOR', 'KZALA'), tenths: fc.array(time, { maxLength: 12 }) });

function rowOf(tenths: readonly number[], key: string, nth: number): TimeCellRow {
  const counts = Array.from(
    { length: 256 },
    (_, step) => tenths.filter((one) => timeStepOf(one) === step).length,
  );
  const ms = tenths.reduce((sum, one) => sum + one * TENTH_MS, 0);
  return {
    ...{
      cut: 'visit',
      key,
      month: '2026-03',
      nth,
      first_position: '7',
      n: tenths.length,
      incomplete: 1,
      anomalies: 0,
    },
    ...{ ms: String(ms), counts: `{${counts.join(',')}}` },
  };
}

/** Each place, and all of them. */
const keysOf = ({ key }: TimeCellRow) => ['', key];

/** The first of them in order that so many of a hundred do not exceed, one after the other. */
function nearestRank(tenths: readonly number[], percent: number): string | null {
  const sorted = [...tenths].sort((a, b) => a - b);
  const found = sorted.find((_, index) => (index + 1) * 100 >= percent * sorted.length);
  return found === undefined ? null : String(found * TENTH_MS);
}

it('percentiles out of steps and tenths are those of all times in order, of each key and of all', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      const rows = cells.map(({ key, tenths }, nth) => rowOf(tenths, key, nth));
      const cuts = new TimeCuts(rows, keysOf);
      const lists = new Map(
        cuts.sought().map((step) => {
          const parts = new Map<number, number[]>();
          for (const one of cells[step.cell.nth]?.tenths ?? []) {
            if (one < step.begins || one >= step.ends) continue;
            const begins = timePartOf(one);
            const list = parts.get(begins) ?? Array.from({ length: 64 }, () => 0);
            parts.set(begins, list);
            list[one - begins] = (list[one - begins] ?? 0) + 1;
          }
          return [stepId(step), parts];
        }),
      );
      const told = cuts.rows((step) => lists.get(stepId(step)) ?? new Map());
      const keys = ['', ...new Set(cells.map(({ key }) => key))];
      expect(told.map(({ key }) => key).sort()).toEqual([...keys].sort());
      for (const { key, n, incomplete, ms, p50_ms, p90_ms } of told) {
        const of = cells.filter((one) => key === '' || one.key === key);
        const tenths = of.flatMap((one) => one.tenths);
        const sum = tenths.reduce((total, one) => total + one, 0) * TENTH_MS;
        expect({ n, incomplete, ms }).toEqual({ n: tenths.length, incomplete: of.length, ms: String(sum) });
        expect([p50_ms, p90_ms]).toEqual([nearestRank(tenths, 50), nearestRank(tenths, 90)]);
      }
    }),
  );
});

it('says nothing of what all was taken out of again', () => {
  const empty = { ...rowOf([], 'PKTOR', 1), incomplete: 0 };
  expect(new TimeCuts([empty], keysOf).rows(() => new Map())).toEqual([]);
});
