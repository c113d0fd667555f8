import { TradeWorld } from '../../trade-events.spec-kit.js';
import { idOf, reached, scheduled, shownCommitment, shownFact, shownProgress } from './meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-10T12:00:00Z'));
  const models = ['commitment-realisation', 'routes', 'trade-facts', 'cases', 'meetings', 'consignments'];
  await reached(
    world,
    Object.fromEntries([...models, 'visa-applications', 'firms'].map((name) => [name, 40])),
  );
});
afterAll(() => world.stop());

/** A pledge of 20,000,000.00 USD, and what of it was verified on which day. */
async function pledge(number: number, change: object, verified: readonly (readonly [string, number])[]) {
  const pledged = { kind: 'investment-pledge', title: `Plant ${number}` };
  await shownCommitment(world, number, { ...pledged, ...change }, []);
  for (const [index, [on_day, usd_cents]] of verified.entries()) {
    const fact = 2 * index + 1;
    await shownProgress(world, number, on_day, usd_cents);
    await shownFact(world, number, { fact, stage: 'invested-reported', on_day, usd_cents: 2 * usd_cents });
    await shownFact(world, number, { fact: fact + 1, stage: 'invested-verified', on_day, usd_cents });
  }
}

it('holds what was pledged and not verified: money, and jobs, that of which most is missing first', async () => {
  // Lapsed; nothing for 90 days on 10 September; 90 days before its day.
  await pledge(1, { status: 'lapsed', due_on: '2026-08-31' }, [['2026-09-01', 500_000_000]]);
  await pledge(2, {}, [['2026-06-12', 123_456_799]]);
  await pledge(3, { due_on: '2026-12-09' }, [
    ['2026-08-01', 1_999_999_900],
    ['2026-09-01', 99],
  ]);
  // Nothing for 89 days; 91 days before its day; verified in full.
  await pledge(4, {}, [['2026-06-13', 1]]);
  await pledge(5, { due_on: '2026-12-10' }, [['2026-09-01', 1]]);
  await pledge(6, { status: 'lapsed' }, [['2026-01-01', 2_000_000_000]]);
  // All of the money, and one job too few; all of both.
  await pledge(7, { status: 'lapsed', jobs: 90, jobs_verified: 89 }, [['2026-01-01', 2_000_000_000]]);
  await pledge(8, { status: 'lapsed', jobs: 90, jobs_verified: 90 }, [['2026-01-01', 2_000_000_000]]);
  // Jobs alone, which nobody has verified, and of which all are; goods that are there without the jobs.
  const jobs = { status: 'lapsed', value_minor: 0, value_usd_cents: 0 };
  await shownCommitment(world, 11, { ...jobs, title: 'Work', jobs: 120 }, []);
  await shownCommitment(world, 12, { ...jobs, title: 'Work done', jobs: 20, jobs_verified: 20 }, []);
  await shownCommitment(world, 13, { status: 'lapsed', title: 'Towels', jobs: 50, jobs_verified: 10 }, [
    ['2026-09-02', 2_100_000_000],
  ]);

  const id = await scheduled(world);
  await world.done('commission', `meetings/${id}/agenda/proposal`, {
    occurredAt: '2026-09-10T09:00:00+05:00',
  });
  const { agenda } = (await world.get('commission', `meetings/${id}`)).body as {
    readonly agenda?: readonly {
      readonly subject: string;
      readonly title: string;
      readonly because: string;
    }[];
  };
  expect(agenda?.map(({ subject, title, because }) => [subject, title, because])).toEqual([
    [idOf(2), 'Plant 2', 'announced: $1,234,567 of $20,000,000 verified, nothing since 2026-06-12'],
    [
      idOf(1),
      'Plant 1',
      'lapsed: $5,000,000 of $20,000,000 verified, nothing since 2026-09-01, due 2026-08-31',
    ],
    [
      idOf(3),
      'Plant 3',
      'announced: $19,999,999 of $20,000,000 verified, nothing since 2026-09-01, due 2026-12-09',
    ],
    [idOf(11), 'Work', 'lapsed: 0 of 120 jobs verified, nothing since 2026-02-04'],
    [
      idOf(13),
      'Towels',
      'lapsed: $21,000,000 of $20,000,000 delivered, 10 of 50 jobs verified, nothing since 2026-09-02',
    ],
    [
      idOf(7),
      'Plant 7',
      'lapsed: $20,000,000 of $20,000,000 verified, 89 of 90 jobs verified, nothing since 2026-01-01',
    ],
  ]);
});
