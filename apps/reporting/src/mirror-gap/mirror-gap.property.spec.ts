import { MIRROR_CAUSES, type MirrorPlace, type MirrorShareRow, type ShareChange } from '@corridor/domain';
import fc from 'fast-check';
import { type CellMemory, cellId, foldCells } from '../cells/cells.fold.js';
import { foldAll as foldTradeOf } from '../trade-facts/trade-facts.spec-kit.js';
import {
  cellChangesOf,
  MIRROR_CELL_SUMS,
  MIRROR_CELLS,
  type MirrorCell,
  type MirrorCellSum,
} from './mirror-cells.fold.js';
import { foldMirror } from './mirror-gap.fold.js';
import { foldAll, mirrorEventsOf, noGoods, standingAt } from './mirror-gap.spec-kit.js';
import { lives, storyOf } from './mirror-story.spec-kit.js';

const NO_CELLS: CellMemory<MirrorPlace, MirrorCellSum> = new Map();
const cellsBy = (changes: readonly ShareChange[], before = NO_CELLS): readonly MirrorCell[] =>
  foldCells(MIRROR_CELLS, changes.flatMap(cellChangesOf), before);
const idOf = (cell: MirrorCell) => cellId(MIRROR_CELLS, cell);
const placeOf = ({ exporter, importer, month, chapter }: MirrorShareRow) =>
  `${exporter} ${importer} ${month} ${chapter}`;
/** Under way is what an exporter declares and no importer. */
const totalOf = (shares: readonly MirrorShareRow[], sum: MirrorCellSum) =>
  sum === 'under_way'
    ? shares.reduce((cents, share) => cents + (share.import_position ? 0n : BigInt(share.exports)), 0n)
    : shares.reduce((cents, share) => cents + BigInt(share[sum]), 0n);
const positionsOf = (changes: readonly ShareChange[]) => new Set(changes.map(({ position }) => position));

it('the causes sum to imports less exports, of each pair at each place, which are those of bilateral trade, as of each position', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const story = storyOf(told);
      const changes = foldAll(story);
      const { facts } = foldTradeOf(story);
      for (const { share } of changes) {
        const causes = MIRROR_CAUSES.reduce((cents, cause) => cents + BigInt(share[cause]), 0n);
        expect(causes).toBe(BigInt(share.imports) - BigInt(share.exports));
      }
      for (const position of new Set([...positionsOf(changes), ...facts.map((fact) => fact.position)])) {
        const standing = standingAt(changes, position);
        const traded = new Map<string, bigint>();
        for (const fact of facts) {
          if (fact.position > position || fact.partner === fact.reporter) continue;
          const pair = fact.flow === 'export' ? [fact.reporter, fact.partner] : [fact.partner, fact.reporter];
          const key = `${fact.flow} ${pair.join(' ')} ${fact.month} ${fact.hs6.slice(0, 2)}`;
          traded.set(key, (traded.get(key) ?? 0n) + BigInt(fact.value_usd_cents));
        }
        const declared = new Map<string, bigint>();
        for (const share of standing) {
          for (const [flow, cents] of [
            ['export', share.exports],
            ['import', share.imports],
          ] as const) {
            const key = `${flow} ${placeOf(share)}`;
            declared.set(key, (declared.get(key) ?? 0n) + BigInt(cents));
          }
        }
        const some = (sums: ReadonlyMap<string, bigint>) =>
          [...sums].filter(([, cents]) => cents !== 0n).sort();
        expect(some(declared)).toEqual(some(traded));
      }
    }),
    { numRuns: 25 },
  );
});

it('each cell is, as of each position, the sum of the shares that stand there', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const changes = foldAll(storyOf(told));
      const cells = cellsBy(changes);
      for (const position of positionsOf(changes)) {
        const standing = standingAt(changes, position);
        const last = new Map(
          cells.filter((cell) => cell.position <= position).map((cell) => [idOf(cell), cell] as const),
        );
        for (const share of standing) expect(last.has(placeOf(share))).toBe(true);
        for (const [id, cell] of last) {
          const own = standing.filter((share) =>
            cell.chapter === '' ? placeOf({ ...share, chapter: '' }) === id : placeOf(share) === id,
          );
          for (const sum of MIRROR_CELL_SUMS) expect(BigInt(cell[sum])).toBe(totalOf(own, sum));
        }
      }
    }),
    { numRuns: 25 },
  );
});

it('is the same however the log is cut into batches', () => {
  fc.assert(
    fc.property(lives, fc.nat(), (told, at) => {
      const events = mirrorEventsOf(storyOf(told));
      const cut = at % (events.length + 1);
      const whole = foldMirror(events, noGoods()).shares;
      const goods = noGoods();
      const first = foldMirror(events.slice(0, cut), goods).shares;
      const second = foldMirror(events.slice(cut), goods).shares;
      expect([...first, ...second]).toEqual(whole);
      const cells = cellsBy(whole);
      const before = cellsBy(first);
      const memory = new Map(before.map((cell) => [idOf(cell), cell]));
      const order = (rows: readonly MirrorCell[]) => rows.map((row) => JSON.stringify(row)).sort();
      expect(order([...before, ...cellsBy(second, memory)])).toEqual(order(cells));
    }),
    { numRuns: 25 },
  );
});

it('a split alone changes no sum of exports or imports, and every cause of a line is somewhere', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const story = storyOf(told);
      const changes = foldAll(story);
      const splits = mirrorEventsOf(story).filter(({ type }) => type === 'ConsignmentSplit');
      for (const { position } of splits) {
        const [before, after] = [standingAt(changes, position - 1), standingAt(changes, position)];
        for (const place of new Set([...before, ...after].map(placeOf))) {
          const at = (shares: readonly MirrorShareRow[]) =>
            shares.filter((share) => placeOf(share) === place);
          for (const sum of ['exports', 'imports', 'one_side_only'] as const)
            expect(totalOf(at(after), sum)).toBe(totalOf(at(before), sum));
        }
      }
    }),
    { numRuns: 20 },
  );
});
