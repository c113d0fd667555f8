import { cellId } from '../cells/cells.fold.js';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { type CarriageEvent, foldCarriage } from './carriage.fold.js';
import { TRADE_CELLS, type TradeCell, type TradeChange } from './trade-cells.fold.js';
import { carriageEventsOf, cellsBy, changesOf, foldAll, UNCARRIED } from './trade-facts.spec-kit.js';

const COTTON = line(1, '520100', '1000.00');

/** What cells by mode and port come to in the end, as reporter, cut, key, exports, imports; those that come to nothing are left out. */
function standings(changes: readonly TradeChange[]): readonly string[] {
  const last = new Map<string, TradeCell>();
  for (const cell of cellsBy(changes)) last.set(cellId(TRADE_CELLS, cell), cell);
  return [...last.values()]
    .filter(
      ({ cut, exports, imports }) => ['mode', 'port'].includes(cut) && (exports !== '0' || imports !== '0'),
    )
    .map(({ reporter, cut, key, exports, imports }) =>
      [reporter, cut, key || '-', exports, imports].join(' '),
    );
}

/** Cotton leaves Faisalabad; Pakistan clears it, and Kazakhstan. */
function declared(): Story {
  const told = new Story();
  told.declare(1, [COTTON], '2026-01-10T10:00:00+05:00');
  told.lodge(2, 1, 'export', [COTTON], '2026-01-11T10:00:00+05:00');
  told.clear(2, '2026-01-11', '2026-01-11T12:00:00+05:00');
  return told;
}
const imported = (told: Story) => {
  told.lodge(3, 1, 'import', [COTTON], '2026-02-20T10:00:00+05:00');
  told.clear(3, '2026-02-20', '2026-02-20T12:00:00+05:00');
};
const change = (
  told: Story,
  location: string,
  from: 'road' | 'sea' | 'rail',
  to: 'road' | 'sea' | 'rail',
  at: string,
) => told.step(1, at, { type: 'TransloadConsignment', data: { location, from, to } });

it('is unknown until it is told, and goes over to what is told, as it is told', () => {
  const told = declared();
  expect(standings(changesOf(told))).toEqual(['PK mode - 100000 0', 'PK port - 100000 0']);
  told.dispatch(1, '2026-01-12T10:00:00+05:00');
  expect(standings(changesOf(told))).toEqual(['PK port - 100000 0', 'PK mode road 100000 0']);
  change(told, 'PKKHI', 'road', 'sea', '2026-01-14T10:00:00+05:00');
  expect(standings(changesOf(told))).toEqual(['PK mode sea 100000 0', 'PK port PKKHI 100000 0']);
});

it('is of each reporter what crossed its own frontier: Pakistan left by ship, Kazakhstan reached by train', () => {
  const told = declared();
  told.dispatch(1, '2026-01-12T10:00:00+05:00');
  change(told, 'PKKHI', 'road', 'sea', '2026-01-14T10:00:00+05:00');
  change(told, 'IRBND', 'sea', 'rail', '2026-01-20T10:00:00+05:00');
  imported(told);
  // Within Kazakhstan it goes on by lorry: not over the frontier.
  change(told, 'KZSRY', 'rail', 'road', '2026-02-22T10:00:00+05:00');
  expect(standings(changesOf(told))).toEqual([
    'PK mode sea 100000 0',
    'PK port PKKHI 100000 0',
    'KZ mode rail 0 100000',
    'KZ port PKKHI 0 100000',
  ]);
});

it('has the port where goods came off a ship, where they were loaded on it in none', () => {
  const told = declared();
  told.step(1, '2026-01-12T10:00:00+05:00', {
    type: 'DispatchConsignment',
    data: { location: 'PKLYP', transportMode: 'sea' },
  });
  change(told, 'IRBND', 'sea', 'rail', '2026-01-20T10:00:00+05:00');
  expect(standings(changesOf(told))).toEqual(['PK mode sea 100000 0', 'PK port IRBND 100000 0']);
});

it('moves what stands alone: what an amendment took out is nowhere', () => {
  const told = declared();
  told.correct(2, [line(1, '520100', '900.00')], '2026-01-12T09:00:00+05:00');
  told.dispatch(1, '2026-01-12T10:00:00+05:00');
  const cells = cellsBy(changesOf(told));
  // Position 5 is the dispatch: one cell loses and one gains, the port stays unknown.
  expect(
    cells.filter(({ position }) => position === 5).map(({ cut, key, exports }) => [cut, key, exports]),
  ).toEqual([
    ['mode', '', '0'],
    ['mode', 'road', '90000'],
  ]);
});

it('knows of a part how the whole came to the split', () => {
  const told = declared();
  told.dispatch(1, '2026-01-12T10:00:00+05:00');
  change(told, 'PKKHI', 'road', 'sea', '2026-01-14T10:00:00+05:00');
  const events = carriageEventsOf(told);
  const [first] = events;
  if (first?.type !== 'ConsignmentDeclared') throw new Error('A story begins with what was declared.');
  // Split at Bandar Abbas: the part is declared, and goes on by rail; Kazakhstan clears it.
  const part = { ...first, position: 10, data: { ...first.data, consignmentId: uuid(7), partOf: uuid(1) } };
  const onwards = {
    ...first,
    type: 'ConsignmentDispatched' as const,
    position: 11,
    data: { consignmentId: uuid(7), location: 'IRBND', transportMode: 'rail' as const },
  } as CarriageEvent;
  imported(told);
  const ofPart = foldAll(told)
    .facts.filter(({ flow }) => flow === 'import')
    .map((fact) => ({ ...fact, consignment_id: uuid(7), position: 12 }));
  const { changes, legs } = foldCarriage([...events, part, onwards], ofPart, UNCARRIED);
  expect(standings(changes)).toEqual(['KZ mode rail 0 100000', 'KZ port PKKHI 0 100000']);
  expect(legs.get(uuid(7))).toEqual([
    { mode: 'road', from: 'PKLYP' },
    { mode: 'sea', from: 'PKKHI' },
    { mode: 'rail', from: 'IRBND' },
  ]);
});

it('is the same however the log is cut into batches', () => {
  const told = declared();
  told.dispatch(1, '2026-01-12T10:00:00+05:00');
  change(told, 'PKKHI', 'road', 'sea', '2026-01-14T10:00:00+05:00');
  change(told, 'IRBND', 'sea', 'rail', '2026-01-20T10:00:00+05:00');
  imported(told);
  const [events, { facts }] = [carriageEventsOf(told), foldAll(told)];
  const whole = foldCarriage(events, facts, UNCARRIED);
  for (let cut = 0; cut <= 8; cut += 1) {
    const before = <Row extends { readonly position: number }>(rows: readonly Row[]) =>
      rows.filter(({ position }) => position <= cut);
    const behind = <Row extends { readonly position: number }>(rows: readonly Row[]) =>
      rows.filter(({ position }) => position > cut);
    const first = foldCarriage(before(events), before(facts), UNCARRIED);
    const second = foldCarriage(behind(events), behind(facts), { legs: first.legs, facts: before(facts) });
    expect([...first.changes, ...second.changes]).toEqual(whole.changes);
  }
});
