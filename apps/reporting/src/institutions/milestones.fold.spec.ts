import { foldMilestones, type MilestoneEventOfLog } from './milestones.fold.js';

const milestoneId = 'torkham-terminal';
const plan = {
  milestoneId,
  name: 'Terminal',
  kind: 'terminal',
  places: ['PKTOR'],
  routeIds: [],
  plannedOn: '2026-06-30',
};
const events = [
  { type: 'MilestonePlanned', position: 5, occurredAt: '2026-03-01T10:00:00+05:00', data: plan },
  {
    type: 'MilestoneReplanned',
    position: 7,
    data: { milestoneId, plannedOn: '2026-12-31', before: '2026-06-30' },
  },
  { type: 'MilestoneDone', position: 9, data: { milestoneId, doneOn: '2027-01-15', evidenceSha256: 'a' } },
].map((event) => ({ ...event, demo: true })) as unknown as readonly MilestoneEventOfLog[];

it('keeps a version for each event, with the day of the first plan', () => {
  const versions = foldMilestones(events, new Map());
  expect(
    versions.map(({ position, planned_position, status, details }) => [
      position,
      planned_position,
      status,
      details.firstPlannedOn,
      details.plannedOn,
      details.doneOn,
    ]),
  ).toEqual([
    [5, 5, 'planned', '2026-06-30', '2026-06-30', undefined],
    [7, 5, 'planned', '2026-06-30', '2026-12-31', undefined],
    [9, 5, 'done', '2026-06-30', '2026-12-31', '2027-01-15'],
  ]);
  for (const cut of [1, 2]) {
    const first = foldMilestones(events.slice(0, cut), new Map());
    const last = JSON.parse(JSON.stringify(first.at(-1)));
    expect([...first, ...foldMilestones(events.slice(cut), new Map([[milestoneId, last]]))]).toEqual(
      versions,
    );
  }
});
