import { type CaseCommand, councilCase } from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** The life of a case about the goods of `id`, with the id `id + 8`. */
export function caseOf(told: Teller, id: number, { late, held, returned, parts }: Plan): (() => void)[] {
  const level = { triageHours: 24, answerHours: 48, resolveHours: 72, escalateHours: 96, reopenDays: 30 };
  const caseId = uuid(id + 8);
  const step =
    (type: string, at: string, data: object = {}) =>
    () =>
      told.tell(councilCase, `case-${caseId}`, {
        type,
        occurredAt: at,
        data: { caseId, ...data },
      } as CaseCommand);
  const subject = { kind: 'hold', consignmentId: uuid(id), declarationId: uuid(id + 1), holdId: 'h' };
  const about = { kind: 'customs-hold', subject, firms: ['textiles-faisalabad'], text: 'x' };
  const end = { causePosition: 1, outcome: 'released', text: 'x' };
  const foreseen = { ...about, serviceLevel: { ...level, openAfterHours: 24 }, causePosition: 1 };
  return [
    step('ForeseeCase', day(2), foreseen),
    ...(parts === 1
      ? [step('OpenCase', day(2, 12), { ...about, openedBy: 'textiles-faisalabad', serviceLevel: level })]
      : []),
    ...(late ? [step('OpenForeseenCase', day(4))] : [step('EndCause', day(3), end)]),
    ...(late && held
      ? [
          step('TriageCase', day(4), { kind: 'red-tape', priority: 'high' }),
          step('AssignCase', day(4), { assignee: 'demo-customs' }),
          step('AnswerCase', day(5), { assignee: 'demo-customs', text: 'x' }),
          step('MarkCaseLimits', day(20)),
          step('RecordDirection', day(21), { meetingId: uuid(2), decisionId: uuid(1), text: 'x' }),
          step('ResolveCase', day(22), { outcome: 'corrected', text: 'x' }),
          ...(returned
            ? [
                step('ReopenCase', day(23), {
                  reopenedBy: 'textiles-faisalabad',
                  reason: 'x',
                  serviceLevel: level,
                  toldAt: day(23),
                }),
                step('EndCause', day(24), end),
              ]
            : []),
        ]
      : []),
  ];
}
