import { type ActionCommand, action, type MeetingCommand, meeting } from '@corridor/domain';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** What of the plan of a story decides how the Commission meets. */
export interface CommissionPlan {
  readonly amended: boolean;
  readonly cancelled: boolean;
  readonly held: boolean;
  readonly late: boolean;
  readonly returned: boolean;
}

/** A meeting of the Commission, and an action that it wants done, with ids made of `id`. */
export function commissionSteps(told: Teller, id: number, plan: CommissionPlan): (() => void)[] {
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00+05:00`;
  const [meetingId, actionId, itemId] = [uuid(id + 80_000), uuid(id + 81_000), uuid(id + 82_000)];
  const decisionId = uuid(id + 83_000);
  const step =
    (type: MeetingCommand['type'], day: number, data: object = {}) =>
    () =>
      told.tell(meeting, `meeting-${meetingId}`, {
        type,
        occurredAt: at(day),
        data: { meetingId, ...data },
      } as MeetingCommand);
  const done =
    (type: ActionCommand['type'], day: number, data: object = {}) =>
    () =>
      told.tell(action, `action-${actionId}`, {
        type,
        occurredAt: at(day),
        data: { actionId, ...data },
      } as ActionCommand);
  const days = { startsOn: '2026-03-12', endsOn: '2026-03-13' };
  const item = { itemId, kind: 'other', title: 'Rail gauge', because: 'Asked for' };
  const stuck = { itemId: uuid(id + 84_000), kind: 'route', subject: 'x', title: 'x', because: 'x' };
  const begin = [
    step('ScheduleMeeting', 1, { name: 'A session', place: 'PKISB', countries: ['PK', 'KZ'], ...days }),
    ...(plan.amended
      ? [step('RescheduleMeeting', 2, { ...days, endsOn: '2026-03-14', place: 'KZALA', reason: 'x' })]
      : []),
    step('AddAgendaItem', 3, { item }),
    step('ProposeAgenda', 4, { items: [stuck], asOf: 1 }),
    step('RemindOfMomentum', 4, { commitmentId: uuid(1), lastProgressOn: '2025-11-01', days: 123, asOf: 1 }),
    ...(plan.held ? [step('DropAgendaItem', 5, { itemId: stuck.itemId, reason: 'x' })] : []),
  ];
  if (plan.cancelled) return [...begin, step('CancelMeeting', 6, { reason: 'x' })];
  const figure = { name: 'open-cases', direction: 'down' };
  const baseline = { value: '9', asOf: 1 };
  return [
    ...begin,
    step('OpenMeeting', 12, { delegations: [{ country: 'PK', institution: 'x', people: 4 }] }),
    step('RecordMinutes', 12, { itemId, text: 'x' }),
    step('TakeDecision', 12, { decisionId, itemId, text: 'x' }),
    done('AssignAction', 12, {
      meetingId,
      decisionId,
      owner: 'demo-customs',
      task: 'x',
      dueOn: '2026-03-20',
      ...(plan.returned && { figure, baseline }),
    }),
    step('CloseMeeting', 13, { asOf: 2 }),
    ...(plan.late
      ? [
          done('MarkActionOverdue', 21, { on: '2026-03-21' }),
          done('ExtendAction', 21, { dueOn: '2026-03-25', reason: 'x' }),
        ]
      : []),
    ...(plan.returned ? [done('ReviewAction', 22, { value: '4', asOf: 3 })] : []),
    plan.held
      ? done('DropAction', 23, { reason: 'x' })
      : done('FinishAction', 23, { doneOn: '2026-03-23', note: 'x' }),
  ];
}
