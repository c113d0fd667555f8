import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  legalForStatistic,
  type StatisticCommand,
  type StatisticEvent,
  standingStatistic,
  statistic,
} from '../../index.js';

const SEED = 20_261_127;
type Told = Extract<StatisticEvent, { type: 'OfficialStatisticsPublished' }>['data'];
const code = fc.constantFrom('TOTAL', '08', '52', '5205', '520512');
const publishing: fc.Arbitrary<StatisticCommand> = fc
  .record({
    status: fc.constantFrom('provisional' as const, 'revised' as const, 'final' as const),
    downloadedOn: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
    lines: fc.array(
      fc.record({ code, value: fc.constantFrom('1.00', '2.00'), netKgEstimated: fc.boolean() }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((data) => ({
    type: 'PublishOfficialStatistics',
    occurredAt: '2026-11-27T10:00:00+05:00',
    data: {
      statisticId: '0191d8a0-0000-7000-8000-000000000301',
      source: 'un-comtrade',
      reporter: 'PK',
      partner: 'KZ',
      flow: 'export',
      period: '2025',
      classification: 'H6',
      currency: 'USD',
      ...data,
    },
  }));
const withdrawing: fc.Arbitrary<StatisticCommand> = fc
  .record({ telling: fc.integer({ min: 1, max: 4 }), reason: fc.constantFrom('x', 'y') })
  .map((data) => ({
    type: 'WithdrawOfficialStatistics',
    occurredAt: '2026-11-27T10:00:00+05:00',
    data: { statisticId: '0191d8a0-0000-7000-8000-000000000301', ...data },
  }));
const command = fc.oneof({ weight: 4, arbitrary: publishing }, { weight: 1, arbitrary: withdrawing });

it('however it is told: nothing older counts, no code counts twice, nothing final is provisional, no total is lost, and nothing told again is told', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(fc.array(command, { minLength: 2, maxLength: 20 }), (commands) => {
      const history: StatisticEvent[] = [];
      for (const asked of commands) {
        const before = fold(statistic, history);
        try {
          const events = statistic.decide(asked, before);
          met.add(`${before.status} ${events.length}`);
          history.push(...events);
          expect(statistic.decide(asked, fold(statistic, history))).toEqual([]);
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
          met.add(error.code);
        }
      }
      const published: { readonly data: Told; isWithdrawn: boolean }[] = [];
      for (const event of history) {
        if (event.type === 'OfficialStatisticsWithdrawn') {
          const telling = published[event.data.telling - 1];
          expect(telling?.isWithdrawn).toBe(false);
          if (telling) telling.isWithdrawn = true;
          continue;
        }
        const { data } = event;
        const codes = data.lines.map((line) => line.code);
        expect(codes).toEqual([...new Set(codes)].sort());
        const before = published.findLast(({ isWithdrawn }) => !isWithdrawn)?.data;
        published.push({ data, isWithdrawn: false });
        if (!before) continue;
        expect(data.downloadedOn >= before.downloadedOn).toBe(true);
        if (before.lines.some((line) => line.code === 'TOTAL')) expect(codes).toContain('TOTAL');
        if (before.status !== 'provisional') expect(data.status).not.toBe('provisional');
      }
      const state = fold(statistic, history);
      const standing = published.findLast(({ isWithdrawn }) => !isWithdrawn)?.data;
      expect(standingStatistic(state)).toEqual(standing);
      expect(legalForStatistic(state).includes('WithdrawOfficialStatistics')).toBe(standing !== undefined);
    }),
    { seed: SEED, numRuns: 300 },
  );
  const ways = [
    'unknown 1',
    'published 0',
    'published 1',
    'withdrawn 0',
    'withdrawn 1',
    'illegal-step',
    'telling-unknown',
    'telling-withdrawn',
    'download-older',
    'status-backwards',
    'total-missing',
    'line-twice',
  ];
  expect([...met]).toEqual(expect.arrayContaining(ways));
});
