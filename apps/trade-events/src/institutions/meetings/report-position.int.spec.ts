import { REPORT_READ_MODELS } from '@corridor/contracts';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import { reached, scheduled } from './meeting.spec-kit.js';
import { reportPosition } from './report-position.js';

let world: TradeWorld;
let head: number;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-01T00:00:00Z'));
  await scheduled(world);
  head = await world.log.head();
});
afterAll(() => world.stop());

/** Lets what else runs come further before the read models are looked at for the nth time. */
const looking = (before: (times: number) => Promise<unknown>) => {
  let times = 0;
  const query = async (...asked: [string, unknown[]]) => {
    times += 1;
    await before(times);
    return world.owner.query(...asked);
  };
  return { query } as unknown as Parameters<typeof reportPosition>[0];
};
const all = (position: number) => Object.fromEntries(REPORT_READ_MODELS.map((name) => [name, position]));

it('is that of the ledger, once each read model that the report shows has come there', async () => {
  await reached(world, { ...all(head), cases: head - 1, targets: 0 });
  const steps = new Map([
    [2, { targets: head - 1 }],
    [3, { cases: head + 9 }],
    [4, { targets: head }],
  ]);
  const pool = looking((times) => reached(world, steps.get(times) ?? {}));
  expect(await reportPosition(pool, head, { times: 4, pauseMs: 1 })).toEqual({
    asOf: head,
    asOfAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  });
});

it('is not told where one stays behind: that is named, with how far', async () => {
  await reached(world, { ...all(head), 'goods-values': 0 });
  let looked = 0;
  const pool = looking(async (times) => {
    looked = times;
  });
  await expect(reportPosition(pool, head, { times: 3, pauseMs: 1 })).rejects.toMatchObject({
    problem: {
      status: 503,
      code: 'read-model-behind',
      detail: expect.stringContaining(
        `goods-values, which its report shows, has come to position 0, ${head} behind`,
      ),
    },
  });
  expect(looked).toBe(3);
});

it.each(REPORT_READ_MODELS)('is not told before %s was built', async (name) => {
  await reached(world, all(head));
  await world.owner.query('DELETE FROM reporting.projections WHERE name = $1', [name]);
  await expect(reportPosition(world.owner, head)).rejects.toMatchObject({
    problem: { status: 503, code: 'read-model-not-ready', detail: expect.stringContaining(name) },
  });
});
