import { specOf } from '@corridor/testing';
import { CASE_KINDS, levelInForce, SERVICE_LEVELS, serviceLevel } from '../../index.js';

const AT = '2026-02-04T12:00:00+05:00';
const level = { triageHours: 24, answerHours: 48, resolveHours: 96, escalateHours: 72, reopenDays: 7 };
const setting = (change: object = {}) =>
  ({ type: 'SetServiceLevel', occurredAt: AT, data: { kind: 'visa', ...level, ...change } }) as const;
const set = { type: 'ServiceLevelSet', occurredAt: AT, data: { kind: 'visa', ...level } } as const;
const { given } = specOf(serviceLevel);

it('is set, and set anew; the same says nothing', () => {
  given().when(setting()).thenEvents(set);
  given(set).when(setting()).thenEvents();
  const longer = { ...set, data: { ...set.data, resolveHours: 97 } };
  given(set)
    .when(setting({ resolveHours: 97 }))
    .thenEvents(longer);
});

it('holds by default until it is set, and defaults can be set themselves', () => {
  expect(levelInForce('visa', serviceLevel.initialState)).toEqual(SERVICE_LEVELS.visa);
  expect(levelInForce('visa', serviceLevel.evolve(serviceLevel.initialState, set))).toEqual(level);
  for (const kind of CASE_KINDS) {
    const data = { kind, ...SERVICE_LEVELS[kind] };
    given()
      .when({ type: 'SetServiceLevel', occurredAt: AT, data })
      .thenEvents({ type: 'ServiceLevelSet', occurredAt: AT, data });
  }
});

it.each([
  [{ answerHours: 23 }, 'limits-out-of-order', '/answerHours'],
  [{ resolveHours: 47 }, 'limits-out-of-order', '/resolveHours'],
  [{ escalateHours: 47 }, 'limits-out-of-order', '/escalateHours'],
  [{ openAfterHours: 72 }, 'kind-opened-by-hand', '/openAfterHours'],
  [{ kind: 'customs-hold' }, 'open-after-missing', '/openAfterHours'],
] as const)('%j is refused with %s', (change, code, pointer) => {
  given().when(setting(change)).thenRejected(code, { pointer });
});
