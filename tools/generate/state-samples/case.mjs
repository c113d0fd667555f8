import { councilCase, serviceLevel } from '../../../libs/domain/dist/index.js';
import { AT, asking, id } from './asking.mjs';

const level = { triageHours: 24, answerHours: 72, resolveHours: 168, escalateHours: 168, reopenDays: 14 };
const subject = { kind: 'hold', consignmentId: id(1), declarationId: id(2), holdId: 'h' };
const firms = ['demo-mills', 'demo-stores'];
const ofCase = asking({ caseId: id(3) });
const LATER = '2026-04-30T10:00:00+05:00';

const caseCommands = [
  ofCase('ForeseeCase', {
    kind: 'customs-hold',
    subject,
    firms,
    text: 'x',
    serviceLevel: { ...level, openAfterHours: 72 },
    causePosition: 1,
  }),
  ofCase('AddCause', { subject, text: 'x', causePosition: 3 }),
  ofCase('OpenCase', {
    kind: 'customs-hold',
    subject,
    firms,
    openedBy: 'demo-mills',
    text: 'x',
    serviceLevel: level,
  }),
  ofCase('EndCause', { causePosition: 4, outcome: 'released', text: 'x' }),
  ofCase('OpenForeseenCase', {}, LATER),
  ofCase('TriageCase', { kind: 'customs-hold', priority: 'high' }),
  ofCase('AssignCase', { assignee: 'demo-customs' }),
  ofCase('AnswerCase', { assignee: 'demo-customs', text: 'x' }),
  ofCase('EscalateCase', { reason: 'x' }),
  ofCase('RecordDirection', { meetingId: id(5), decisionId: id(4), text: 'x' }),
  ofCase('ResolveCase', { outcome: 'released', text: 'x' }),
  ofCase('WithdrawCase', { text: 'x' }),
  ofCase('ReopenCase', { reopenedBy: 'demo-mills', reason: 'x', serviceLevel: level, toldAt: AT }),
  ofCase('EraseCaseTexts', { reason: 'not-needed' }),
  ofCase('MarkCaseLimits', {}, LATER),
];

export const CASE = {
  name: 'Case',
  decider: councilCase,
  commands: caseCommands,
  about:
    'A problem of a firm before the Business Council. Beside its state it may lie before the Commission, by hand or by rule, and keeps the clocks of its service level.',
};

export const SERVICE_LEVEL = {
  name: 'Service level',
  decider: serviceLevel,
  commands: [asking({ kind: 'visa' })('SetServiceLevel', level)],
  about:
    'By when the Business Council promises to see to cases of one kind; cases opened before keep their limits.',
};
