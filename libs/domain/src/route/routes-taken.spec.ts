import { carriageKey, gatesOf, type Movement, type PlannedWay, routesTaken, wayTaken } from '../index.js';

/** Both sides of Torkham are one gate. */
const gateOf = (place: string) => (['PKTOR', 'AFRKH'].includes(place) ? 'torkham' : place);
const leg = (from: string, to: string, borderPoints: readonly string[] = []) => ({ from, to, borderPoints });
const plan = (routeId: string, ...legs: readonly ReturnType<typeof leg>[]): PlannedWay => ({
  routeId,
  position: 1,
  ...gatesOf(legs, gateOf),
});
const ALMATY = plan('almaty', leg('PKKHI', 'KZALA', ['PKTOR', 'AFRKH']));
const ASTANA = plan('astana', leg('PKKHI', 'KZAST', ['PKTOR', 'AFRKH']));
const BY_IRAN = plan('by-iran', leg('PKKHI', 'IRBND'), leg('IRBND', 'KZALA', ['TMSRK']));
const OUT = { from: 'PK', to: 'KZ' };
const taken = (places: readonly string[], plans = [ALMATY, ASTANA, BY_IRAN], between = OUT) =>
  routesTaken({ places, toldBy: 9 }, plans, between, gateOf);

it('has for gates the borders of a plan and where its legs meet, not its ends', () => {
  expect(ALMATY).toMatchObject({ begins: 'PKKHI', ends: 'KZALA', gates: ['torkham'] });
  expect(BY_IRAN.gates).toEqual(['IRBND', 'TMSRK']);
});

it.each([
  [
    ['PKKHI', 'PKTOR'],
    ['almaty', 'astana'],
  ],
  [['PKLHE', 'AFRKH', 'KZAST'], ['astana']],
  [['PKKHI', 'IRBND'], []],
  [['PKKHI', 'IRBND', 'TMSRK'], ['by-iran']],
  // The wrong way round is no way.
  [['TMSRK', 'IRBND'], []],
  // Two gates are more than one.
  [['PKTOR', 'IRBND', 'TMSRK'], ['by-iran']],
  [[], []],
])('goods that were seen at %j took %j', (places, routes) => {
  expect(taken(places)).toEqual(routes);
});

it('is taken backwards from its last country to its first, and by nobody else', () => {
  expect(taken(['TMSRK', 'IRBND'], undefined, { from: 'KZ', to: 'PK' })).toEqual(['by-iran']);
  expect(taken(['IRBND', 'TMSRK'], undefined, { from: 'KZ', to: 'PK' })).toEqual([]);
  expect(taken(['PKTOR'], undefined, { from: 'PK', to: 'UZ' })).toEqual([]);
});

it('goes by the plan that stood when the goods were told of last', () => {
  const revised = { ...plan('almaty', leg('PKKHI', 'KZALA', ['PKCMN'])), position: 5 };
  const by = (toldBy: number) =>
    routesTaken({ places: ['PKTOR'], toldBy }, [{ ...ALMATY, position: 2 }, revised], OUT, gateOf);
  expect([by(1), by(2), by(4), by(5)]).toEqual([[], ['almaty'], ['almaty'], []]);
});

it('has no gate, and so is taken by nobody, where a plan tells nothing between its ends', () => {
  expect(taken(['PKKHI', 'KZALA'], [plan('straight', leg('PKKHI', 'KZALA'))])).toEqual([]);
});

describe('the way of goods', () => {
  const told = (
    position: number,
    kind: Movement['kind'],
    place: string,
    at: number,
    mode: Movement['mode'] = null,
  ): Movement => ({ position, kind, place, at, mode });
  const MOVEMENTS = [
    told(1, 'leg', 'PKLYP', 10, 'road'),
    told(2, 'arrived', 'PKTOR', 30),
    told(3, 'leg', 'PKKHI', 20, 'sea'),
    told(4, 'not-arrived', 'PKTOR', 30),
    // In the instant in which they were loaded on the ship: behind that, since it was told later.
    told(5, 'arrived', 'AFRKH', 20),
  ];

  it('is where they were seen by when they were there, and what carried them by when it was told', () => {
    expect(wayTaken(MOVEMENTS)).toEqual({
      legs: [
        { mode: 'road', from: 'PKLYP' },
        { mode: 'sea', from: 'PKKHI' },
      ],
      places: ['PKLYP', 'PKKHI', 'AFRKH'],
      toldBy: 5,
    });
    expect(wayTaken(MOVEMENTS.slice(0, 2)).places).toEqual(['PKLYP', 'PKTOR']);
    expect(wayTaken([])).toEqual({ legs: [], places: [], toldBy: 0 });
  });

  it('is a key of each cut', () => {
    const goods = {
      reporter: 'PK',
      partner: 'KZ',
      flow: 'export',
      countryOfConsignment: null,
    } as const;
    const known = { isPort: (place: string) => place === 'PKKHI', gateOf, plans: [ALMATY, ASTANA] };
    const keys = (movements: readonly Movement[]) =>
      (['mode', 'port', 'route'] as const).map((cut) => carriageKey(cut, goods, wayTaken(movements), known));
    expect(keys([])).toEqual(['', '', '']);
    expect(keys(MOVEMENTS.slice(0, 2))).toEqual(['road', '', 'almaty astana']);
    expect(keys(MOVEMENTS.slice(0, 4))).toEqual(['sea', 'PKKHI', '']);
  });
});
