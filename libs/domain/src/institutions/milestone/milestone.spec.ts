import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { legalForMilestone, type MilestoneCommand, type MilestoneEvent, milestone } from '../../index.js';

const AT = '2026-03-01T10:00:00+05:00';
const milestoneId = 'torkham-terminal';
const plan = {
  name: 'Terminal at Torkham',
  kind: 'terminal',
  places: ['PKTOR'],
  routeIds: ['karachi-almaty-torkham'],
  plannedOn: '2026-06-30',
  responsible: 'National Logistics Corporation',
  source: 'protocol',
} as const;
const asking = (type: MilestoneCommand['type'], data: object): MilestoneCommand =>
  ({ type, occurredAt: AT, data: { milestoneId, ...data } }) as MilestoneCommand;
const told = (type: MilestoneEvent['type'], data: object): MilestoneEvent =>
  ({ type, occurredAt: AT, data: { milestoneId, ...data } }) as MilestoneEvent;
const planned = told('MilestonePlanned', plan);
const replanned = told('MilestoneReplanned', {
  plannedOn: '2026-12-31',
  before: '2026-06-30',
  reason: 'flood',
});
const done = told('MilestoneDone', { doneOn: '2027-01-15', evidenceSha256: 'a'.repeat(64) });
const cancelled = told('MilestoneCancelled', { reason: 'no money' });
const { given } = specOf(milestone);

it('is planned, replanned and done, each once', () => {
  given().when(asking('PlanMilestone', plan)).thenEvents(planned);
  given(planned, replanned).when(asking('PlanMilestone', plan)).thenEvents();
  const replanning = asking('ReplanMilestone', { plannedOn: '2026-12-31', reason: 'flood' });
  given(planned).when(replanning).thenEvents(replanned);
  given(planned, replanned).when(replanning).thenEvents();
  const completing = asking('CompleteMilestone', { doneOn: '2027-01-15', evidenceSha256: 'a'.repeat(64) });
  given(planned, replanned).when(completing).thenEvents(done);
  given(planned, replanned, done).when(completing).thenEvents();
  given(planned, done)
    .when(replanning)
    .thenRejected('illegal-step', { legalNow: ['WithdrawCompletion'] });
  expect(fold(milestone, [planned, replanned, done])).toMatchObject({
    status: 'done',
    firstPlannedOn: '2026-06-30',
    plannedOn: '2026-12-31',
    doneOn: '2027-01-15',
  });
});

it('is cancelled while it is planned', () => {
  const cancelling = asking('CancelMilestone', { reason: 'no money' });
  given(planned).when(cancelling).thenEvents(cancelled);
  given(planned, cancelled).when(cancelling).thenEvents();
  given(planned, done)
    .when(cancelling)
    .thenRejected('illegal-step', { legalNow: ['WithdrawCompletion'] });
  given()
    .when(cancelling)
    .thenRejected('illegal-step', { legalNow: ['PlanMilestone'] });
});

it.each([
  [{ places: ['PKTOR', 'PKTOR'] }, 'place-twice', '/places/1'],
  [{ workFrom: '2026-07-01' }, 'day-too-late', '/workFrom'],
  [{ plannedOn: '2026-06-31' }, 'date-malformed', '/plannedOn'],
  [{ plannedOn: '2026-02-28' }, 'day-too-early', '/plannedOn'],
])('%j is refused', (change, code, pointer) => {
  given()
    .when(asking('PlanMilestone', { ...plan, ...change }))
    .thenRejected(code, { pointer });
});

it('is not planned anew for a day behind the telling', () => {
  const replanning = (plannedOn: string) => asking('ReplanMilestone', { plannedOn, reason: 'flood' });
  given(planned).when(replanning('2026-02-28')).thenRejected('day-too-early', { pointer: '/plannedOn' });
  const data = { plannedOn: '2026-03-01', before: '2026-06-30', reason: 'flood' };
  given(planned).when(replanning('2026-03-01')).thenEvents(told('MilestoneReplanned', data));
});

it('is not done before work begins', () => {
  given(told('MilestonePlanned', { ...plan, workFrom: '2026-04-01' }))
    .when(asking('CompleteMilestone', { doneOn: '2026-03-31', evidenceSha256: 'a'.repeat(64) }))
    .thenRejected('day-too-early', { pointer: '/doneOn' });
});

it('is not done before the day on which it was promised', () => {
  const completing = (doneOn: string) =>
    asking('CompleteMilestone', { doneOn, evidenceSha256: 'a'.repeat(64) });
  given(planned).when(completing('2026-02-28')).thenRejected('day-too-early', { pointer: '/doneOn' });
  given(planned)
    .when(completing('2026-03-01'))
    .thenEvents(told('MilestoneDone', { doneOn: '2026-03-01', evidenceSha256: 'a'.repeat(64) }));
});

it('is not done where that was told by mistake, and may be told again', () => {
  const withdrawing = asking('WithdrawCompletion', { reason: 'no scanners' });
  const withdrawn = told('CompletionWithdrawn', { doneOn: '2027-01-15', reason: 'no scanners' });
  given(planned, done).when(withdrawing).thenEvents(withdrawn);
  given(planned, done, withdrawn).when(withdrawing).thenEvents();
  given(planned)
    .when(withdrawing)
    .thenRejected('illegal-step', { legalNow: ['ReplanMilestone', 'CompleteMilestone', 'CancelMilestone'] });
  const completing = asking('CompleteMilestone', { doneOn: '2027-01-15', evidenceSha256: 'a'.repeat(64) });
  given(planned, done, withdrawn).when(completing).thenEvents(done);
  given(planned, done, withdrawn, done).when(withdrawing).thenEvents(withdrawn);
  const state = fold(milestone, [planned, done, withdrawn]);
  expect(state).toMatchObject({ status: 'planned', promisedOn: '2026-03-01' });
  expect(state).not.toHaveProperty('doneOn');
});

it('in every state takes exactly what is legal now', () => {
  const commands = [
    asking('PlanMilestone', { ...plan, name: 'Another' }),
    asking('ReplanMilestone', { plannedOn: '2028-01-01', reason: 'x' }),
    asking('CompleteMilestone', { doneOn: '2028-01-01', evidenceSha256: 'b'.repeat(64) }),
    asking('WithdrawCompletion', { reason: 'x' }),
    asking('CancelMilestone', { reason: 'x' }),
  ];
  for (const history of [[], [planned], [planned, replanned], [planned, done], [planned, cancelled]]) {
    const state = fold(milestone, history);
    const taken = commands.filter((command) => {
      try {
        return milestone.decide(command, state).length > 0;
      } catch {
        return false;
      }
    });
    expect(taken.map(({ type }) => type)).toEqual(legalForMilestone(state));
  }
});
