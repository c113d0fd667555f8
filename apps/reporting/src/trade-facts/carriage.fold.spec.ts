import type { RouteLeg } from '@corridor/domain';
import { cellId } from '../cells/cells.fold.js';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { foldCarriage } from './carriage.fold.js';
import { type CarriageEvent, movementRow } from './movements.fold.js';
import { TRADE_CELLS, type TradeCell, type TradeChange } from './trade-cells.fold.js';
import { carriageEventsOf, cellsBy, changesOf, foldAll, UNCARRIED } from './trade-facts.spec-kit.js';

const COTTON = line(1, '520100', '1000.00');

/** What cells by mode and port come to in the end, as reporter, cut, key, exports, imports; those that come to nothing are left out. */
function standings(changes: readonly TradeChange[], cuts = ['mode', 'port']): readonly string[] {
  const last = new Map<string, TradeCell>();
  for (const cell of cellsBy(changes)) last.set(cellId(TRADE_CELLS, cell), cell);
  return [...last.values()]
    .filter(({ cut, exports, imports }) => cuts.includes(cut) && (exports !== '0' || imports !== '0'))
    .map(({ reporter, cut, key, exports, imports }) =>
      [reporter, cut, key || '-', exports, imports].join(' '),
    );
}

/** Cotton leaves Faisalabad; Pakistan clears it, and Kazakhstan. */
function declared(told = new Story()): Story {
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
  const { changes, movements } = foldCarriage([...events, part, onwards], ofPart, UNCARRIED);
  expect(standings(changes)).toEqual(['KZ mode rail 0 100000', 'KZ port PKKHI 0 100000']);
  expect(
    movements
      .filter(({ consignmentId }) => consignmentId === uuid(7))
      .map(movementRow)
      .map(({ position, mode, place, at, occurred_at }) => [position, mode, place, at, occurred_at]),
  ).toEqual([
    // As it was told of the whole, and of the part from its declaration on: that is told to have happened before the two.
    [4, 'road', 'PKLYP', '2026-01-12T05:00:00.000Z', '2026-01-12T05:00:00.000Z'],
    [5, 'sea', 'PKKHI', '2026-01-14T05:00:00.000Z', '2026-01-14T05:00:00.000Z'],
    [11, 'rail', 'IRBND', '2026-01-10T05:00:00.000Z', '2026-01-10T05:00:00.000Z'],
  ]);
});

const TORKHAM = [{ from: 'PKKHI', to: 'KZALA', mode: 'road', borderPoints: ['PKTOR', 'AFRKH'] }] as const;

/** Karachi to Almaty by Torkham, to Astana the same way, and on by Hairatan. */
function planned(told: Story): void {
  const at = '2026-01-01T10:00:00+05:00';
  const plan = (routeId: string, legs: readonly RouteLeg[]) =>
    told.road({ type: 'DefineRoute', occurredAt: at, data: { routeId, name: routeId, legs } });
  plan('almaty', TORKHAM);
  plan('astana', [{ ...TORKHAM[0], to: 'KZAST' }]);
  plan('hairatan', [{ ...TORKHAM[0], borderPoints: ['PKTOR', 'AFRKH', 'AFHRT', 'UZTER'] }]);
}
const routesOf = (told: Story) =>
  standings(changesOf(told), ['route']).map((standing) => standing.replace(' route', ''));
const seen = (told: Story, location: string, day: string) =>
  told.checkpoint(1, `2026-01-${day}T10:00:00+05:00`, location);

describe('by route', () => {
  it('is unknown until every gate was passed, and goes over to what is known then', () => {
    const told = new Story();
    planned(told);
    const goods = declared(told);
    goods.dispatch(1, '2026-01-12T10:00:00+05:00');
    expect(routesOf(told)).toEqual(['PK - 100000 0']);
    // Either side of Torkham will do; nobody knows for which of two cities.
    seen(told, 'AFRKH', '14');
    expect(routesOf(told)).toEqual(['PK almaty astana 100000 0']);
    // One gate more: it took the route that has both.
    seen(told, 'UZTER', '18');
    expect(routesOf(told)).toEqual(['PK hairatan 100000 0']);
  });

  it('knows of several routes by the same gates the one at whose ends the goods were seen', () => {
    const told = new Story();
    planned(told);
    declared(told).dispatch(1, '2026-01-12T10:00:00+05:00');
    seen(told, 'PKTOR', '14');
    told.deliver(1, '2026-01-25T10:00:00+05:00');
    expect(routesOf(told)).toEqual(['PK almaty 100000 0']);
  });

  it('goes by when goods were there, not by when it was told, and not by the wrong way round', () => {
    const told = new Story();
    planned(told);
    declared(told).dispatch(1, '2026-01-12T10:00:00+05:00');
    // Seen at Hairatan first: that is no way from Torkham to Hairatan.
    seen(told, 'AFHRT', '13');
    seen(told, 'PKTOR', '14');
    expect(routesOf(told)).toEqual(['PK almaty astana 100000 0']);
  });

  it('takes a scan back that was wrong', () => {
    const told = new Story();
    planned(told);
    declared(told).dispatch(1, '2026-01-12T10:00:00+05:00');
    seen(told, 'PKTOR', '14');
    const seenAt = '2026-01-14T10:00:00+05:00';
    told.step(1, '2026-01-15T10:00:00+05:00', {
      type: 'WithdrawCheckpoint',
      data: { location: 'PKTOR', movement: 'arrived', seenAt, reason: 'another lorry' },
    });
    expect(routesOf(told)).toEqual(['PK - 100000 0']);
  });

  it('holds goods against the plans that stood when they were told of last: a later one moves nothing by itself', () => {
    const told = declared();
    told.dispatch(1, '2026-01-12T10:00:00+05:00');
    seen(told, 'PKTOR', '14');
    planned(told);
    expect(routesOf(told)).toEqual(['PK - 100000 0']);
    // A correction of the declaration is no word of where the goods are.
    told.correct(2, [line(1, '520100', '900.00')], '2026-01-15T09:00:00+05:00');
    expect(routesOf(told)).toEqual(['PK - 90000 0']);
    seen(told, 'AFKBL', '16');
    expect(routesOf(told)).toEqual(['PK almaty astana 90000 0']);
  });

  it('leads from the country of consignment, whatever the goods originate in', () => {
    const told = new Story();
    planned(told);
    const bearings = [line(1, '848210', '1000.00', 'CN')];
    told.declare(1, bearings, '2026-01-10T10:00:00+05:00');
    told.dispatch(1, '2026-01-12T10:00:00+05:00');
    seen(told, 'PKTOR', '14');
    told.deliver(1, '2026-01-25T10:00:00+05:00');
    told.lodge(3, 1, 'import', bearings, '2026-02-20T10:00:00+05:00');
    told.clear(3, '2026-02-20', '2026-02-20T12:00:00+05:00');
    expect(routesOf(told)).toEqual(['KZ almaty 0 100000']);
  });

  it('is taken backwards by what comes from Kazakhstan', () => {
    const told = new Story();
    planned(told);
    const lentils = [line(1, '071340', '1000.00', 'KZ')];
    told.declare(1, lentils, '2026-01-10T10:00:00+05:00');
    told.lodge(3, 1, 'export', lentils, '2026-01-10T11:00:00+05:00', {
      reporter: 'KZ',
      countryOfConsignment: 'KZ',
      countryOfDestination: 'PK',
    });
    told.clear(3, '2026-01-10', '2026-01-10T12:00:00+05:00');
    told.dispatch(1, '2026-01-12T10:00:00+05:00', 'KZALA');
    seen(told, 'UZTER', '14');
    seen(told, 'PKTOR', '16');
    expect(routesOf(told)).toEqual(['KZ hairatan 100000 0']);
  });
});

it('marks each month with what was told last of its goods, and when that happened', () => {
  const told = declared();
  told.dispatch(1, '2026-01-12T10:00:00+05:00');
  imported(told);
  const { moved } = foldCarriage(carriageEventsOf(told), foldAll(told).facts, UNCARRIED);
  const of = (reporter: string, partner: string, month: string) => ({
    reporter,
    partner,
    month,
    moved_at: '2026-01-12T05:00:00.000Z',
    moved_position: 4,
  });
  expect(moved).toEqual([of('PK', 'KZ', '2026-01-01'), of('KZ', 'PK', '2026-02-01')]);
});

it('is the same however the log is cut into batches', () => {
  const told = new Story();
  planned(told);
  declared(told).dispatch(1, '2026-01-12T10:00:00+05:00');
  seen(told, 'PKTOR', '13');
  change(told, 'PKKHI', 'road', 'sea', '2026-01-14T10:00:00+05:00');
  change(told, 'IRBND', 'sea', 'rail', '2026-01-20T10:00:00+05:00');
  imported(told);
  const [events, { facts }] = [carriageEventsOf(told), foldAll(told)];
  const whole = foldCarriage(events, facts, UNCARRIED);
  for (let cut = 0; cut <= 12; cut += 1) {
    const before = <Row extends { readonly position: number }>(rows: readonly Row[]) =>
      rows.filter(({ position }) => position <= cut);
    const behind = <Row extends { readonly position: number }>(rows: readonly Row[]) =>
      rows.filter(({ position }) => position > cut);
    const first = foldCarriage(before(events), before(facts), UNCARRIED);
    const second = foldCarriage(behind(events), behind(facts), { ...first, standing: before(facts) });
    for (const rows of ['changes', 'movements', 'plans'] as const)
      expect([...first[rows], ...second[rows]]).toEqual(whole[rows]);
  }
});
