import { releaseCalendar, statistic } from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** What one file tells of a month and its revisions, with an id of its own, and when the figures of the partner are final. */
export function statisticSteps(told: Teller, id: number, plan: Plan): (() => void)[] {
  const statisticId = uuid(id);
  const line = (code: string, value: string) => ({ code, value, fob: value, netKgEstimated: false });
  const publish = (
    on: number,
    status: 'provisional' | 'revised' | 'final',
    lines: readonly ReturnType<typeof line>[],
  ) =>
    told.tell(statistic, `statistic-${statisticId}`, {
      type: 'PublishOfficialStatistics',
      occurredAt: day(on),
      data: {
        statisticId,
        source: 'un-comtrade',
        reporter: 'PK',
        partner: plan.destination === 'PK' ? 'UZ' : plan.destination,
        flow: 'export',
        period: plan.late ? '2025' : '2026-01',
        classification: 'H6',
        status,
        ...(plan.held && { publishedOn: '2026-02-28' }),
        downloadedOn: day(on).slice(0, 10),
        currency: 'USD',
        lines,
      },
    });
  const chapter = { ...line('52', '60.10'), netKg: '2.5', netKgEstimated: plan.held };
  return [
    () => publish(1, 'provisional', [chapter, line('TOTAL', '100.00')]),
    // The same again, from a later download, is a further telling.
    () => publish(2, 'provisional', [chapter, line('TOTAL', '100.00')]),
    ...(plan.amended ? [() => publish(3, 'revised', [line('TOTAL', '100.00')])] : []),
    () =>
      told.tell(releaseCalendar, `releasecalendar-${statisticId}`, {
        type: 'SetReleaseCalendar',
        occurredAt: day(3),
        data: {
          reporter: plan.destination,
          effectiveFrom: plan.late ? '2025-07' : '2026-01',
          provisionalMonths: id % 4,
          ...(plan.held && { finalAfterMonths: 6, yearEndMonth: 12 }),
          source: 'Statistical office',
        },
      }),
    ...(plan.amended
      ? [
          () =>
            told.tell(statistic, `statistic-${statisticId}`, {
              type: 'WithdrawOfficialStatistics',
              occurredAt: day(3),
              data: { statisticId, telling: plan.held ? 3 : 1, reason: 'Another month.' },
            }),
        ]
      : []),
    ...(plan.cancelled ? [] : [() => publish(4, 'final', [chapter, line('TOTAL', '100.01')])]),
  ];
}
