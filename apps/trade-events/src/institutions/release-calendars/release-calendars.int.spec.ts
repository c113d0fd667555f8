import { DEFAULT_RELEASE_RULE, DEFAULT_RELEASE_SOURCE } from '@corridor/contracts';
import { TradeWorld } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-11-27T08:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-11-27T12:00:00+05:00' };
const rule = {
  effectiveFrom: '2026-01',
  provisionalMonths: 3,
  finalAfterMonths: 6,
  yearEndMonth: 6,
  source: 'Commission, 9th session',
};
const byDefault = { ...DEFAULT_RELEASE_RULE, source: DEFAULT_RELEASE_SOURCE };

it('is the default until the Commission tells it, and is told month by month', async () => {
  const path = 'release-calendars/PK';
  expect(await world.get('exporter', path)).toMatchObject({
    status: 200,
    body: { reporter: 'PK', default: byDefault, entries: [] },
  });
  const first = await world.post('commission', path, { ...at, ...rule });
  expect(first).toMatchObject({ status: 200, body: { reporter: 'PK' } });
  const older = { effectiveFrom: '2020-01', provisionalMonths: 1, source: 'x' };
  const second = await world.post('operator', path, { ...at, ...older });
  expect(second).toMatchObject({ status: 200, body: { position: Number(first.body.position) + 1 } });
  // Behind another month, the same is answered with its own position.
  expect((await world.post('commission', path, { ...at, ...rule })).body.position).toBe(first.body.position);
  expect((await world.get('bank', path)).body).toEqual({
    reporter: 'PK',
    default: byDefault,
    entries: [older, rule],
  });
  expect((await world.get('bank', 'release-calendars/KZ')).body.entries).toEqual([]);
  const [event] = await world.log.readStream('releasecalendar-PK');
  expect(event).toMatchObject({ type: 'ReleaseCalendarSet', data: { reporter: 'PK', ...rule } });
});

it('says what is wrong, and whom it is for', async () => {
  const sent = (
    body: object,
    path = 'release-calendars/PK',
    holder: 'commission' | 'exporter' = 'commission',
  ) => world.refused(() => world.post(holder, path, { ...at, ...rule, ...body }));
  expect(await sent({ provisionalMonths: 7 })).toMatchObject({
    status: 422,
    body: { code: 'final-while-provisional', pointer: '/finalAfterMonths' },
  });
  expect(await sent({ effectiveFrom: '2026-13' })).toMatchObject({
    status: 422,
    body: { pointer: '/effectiveFrom' },
  });
  expect(await sent({ yearEndMonth: 13 })).toMatchObject({ status: 422 });
  expect(await sent({}, 'release-calendars/ZZ')).toMatchObject({
    status: 404,
    body: {
      code: 'country-unknown',
      detail: expect.stringMatching(/^"ZZ" is no country: name one in the path/),
    },
  });
  expect(await sent({}, 'release-calendars/PK', 'exporter')).toMatchObject({ status: 403 });
});
