import { checkLocode, KNOWN_ROUTES } from './index.js';

const legs = KNOWN_ROUTES.flatMap(({ plans }) => plans.flatMap((plan) => plan.legs));

it('lead from place to place without a gap, by places that are known', () => {
  for (const { code, plans } of KNOWN_ROUTES) {
    for (const plan of plans) {
      expect([code, plan.legs.length]).toEqual([code, expect.any(Number)]);
      expect(plan.legs.length).toBeGreaterThan(0);
      for (const [index, leg] of plan.legs.entries()) {
        if (index > 0) expect([code, leg.from]).toEqual([code, plan.legs[index - 1]?.to]);
        for (const place of [leg.from, leg.to, ...leg.borderPoints]) checkLocode(place, '/place');
      }
    }
  }
});

it('name a mode, and the source of each figure', () => {
  for (const { mode, distance, duration } of legs) {
    expect(['road', 'rail', 'sea', 'air']).toContain(mode);
    for (const [figure, source] of [
      [distance?.km, distance?.source],
      [duration?.days, duration?.source],
    ]) {
      if (figure === undefined) continue;
      expect(figure).toMatch(/^\d+(\.\d)?$/);
      expect(source).toMatch(/\S{5}/);
    }
  }
});

it('hold the ways of the agreement: by Afghanistan, China and Iran, beside the northern one', () => {
  const countries = (code: string) =>
    new Set(
      KNOWN_ROUTES.filter((route) => route.code === code)
        .flatMap(({ plans }) =>
          plans.flatMap((plan) => plan.legs.flatMap((leg) => [leg.from, leg.to, ...leg.borderPoints])),
        )
        .map((place) => place.slice(0, 2)),
    );
  expect(countries('karachi-almaty-torkham')).toEqual(new Set(['PK', 'AF', 'KZ']));
  expect(countries('karachi-almaty-khorgos')).toEqual(new Set(['PK', 'CN', 'KZ']));
  expect(countries('karachi-almaty-bandar-abbas')).toEqual(new Set(['PK', 'IR', 'TM', 'KZ']));
  expect(countries('northern-baseline')).toEqual(new Set(['KZ', 'RU', 'PK']));
});

it('say which of them is the northern one', () => {
  expect(KNOWN_ROUTES.filter(({ isNorthern }) => isNorthern).map(({ code }) => code)).toEqual([
    'northern-baseline',
  ]);
});
