import type { CaseEvent } from '@corridor/domain';
import { type CaseRows, foldCases, type RecordedCaseEvent } from './cases.fold.js';

const caseId = '0191f3a2-2d40-8d30-8f44-7c915e203d14';
const consignmentId = '0191d8a0-5e10-7a00-8c11-4f6e2b9d0a01';
const noon = (day: number) => `2026-03-0${day}T12:00:00+05:00`;
const limits = {
  triageBy: noon(2),
  answerBy: noon(3),
  resolveBy: noon(4),
  escalateBy: noon(5),
  reopenDays: 9,
};
const STORY: readonly (readonly [CaseEvent['type'], number, object])[] = [
  [
    'CaseOpened',
    1,
    {
      kind: 'transport',
      subject: { kind: 'consignment', consignmentId },
      firms: ['mills'],
      openedBy: 'mills',
      text: 'x',
      limits,
    },
  ],
  ['CaseTriaged', 1, { kind: 'red-tape', priority: 'high' }],
  ['CaseAssigned', 1, { assignee: 'customs' }],
  ['CaseAnswered', 2, { assignee: 'customs', text: 'x' }],
  ['CaseAnswered', 3, { assignee: 'customs', text: 'y' }],
  ['CaseResolved', 4, { by: 'council', outcome: 'corrected', text: 'x' }],
  ['CaseReopened', 6, { reopenedBy: 'mills', reason: 'x', limits: { ...limits, answerBy: noon(8) } }],
  ['CaseEscalated', 7, { by: 'hand', reason: 'x' }],
];
const events = STORY.map(([type, day, data], index) => ({
  position: 11 + index,
  type,
  occurredAt: noon(day),
  participants: ['mills'],
  demo: true,
  data: { caseId, ...data },
})) as unknown as readonly RecordedCaseEvent[];

it('shows a case to its firms and to whom it is assigned now', () => {
  const rows: CaseRows = { cases: new Map(), openings: new Map() };
  const seenBehind = (position: number, type: CaseEvent['type'], data: object) => {
    const event = { position, type, occurredAt: noon(1), participants: ['customs', 'mills'], demo: true };
    foldCases([{ ...event, data: { caseId, ...data } } as unknown as RecordedCaseEvent], rows);
    return rows.cases.get(caseId)?.participants;
  };
  const [, , opened] = STORY[0] as (typeof STORY)[number];
  expect(seenBehind(1, 'CaseOpened', { ...opened, against: 'stores' })).toEqual(['mills', 'stores']);
  expect(seenBehind(2, 'CaseAssigned', { assignee: 'carpets' })).toEqual(['carpets', 'mills', 'stores']);
  expect(seenBehind(3, 'CaseAssigned', { assignee: 'customs' })).toEqual(['customs', 'mills', 'stores']);
});

it('is of one month for one instant, whoever tells it', () => {
  const rows: CaseRows = { cases: new Map(), openings: new Map() };
  const [, , data] = STORY[0] as (typeof STORY)[number];
  const days = ['2026-03-01T00:30:00+05:00', '2026-02-28T19:30:00Z'].map((occurredAt, nth) => {
    const event = { position: nth + 1, type: 'CaseOpened', occurredAt, participants: [], demo: true };
    const told = { ...event, data: { ...data, caseId: `${nth}` } } as unknown as RecordedCaseEvent;
    const { facts } = foldCases([told], rows);
    return [facts[0]?.on_day, rows.openings.get(`${nth}`)?.opened_on];
  });
  expect(days).toEqual([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-28', '2026-02-28'],
  ]);
});

it.each([1, 3, 100])('tells a case, its openings and its facts, in batches of %d', (size) => {
  const rows: CaseRows = { cases: new Map(), openings: new Map() };
  const facts: unknown[] = [];
  const openings: unknown[] = [];
  for (let at = 0; at < events.length; at += size) {
    const told = foldCases(events.slice(at, at + size), rows);
    facts.push(...told.facts);
    openings.push(...told.openings);
  }
  expect([...rows.cases.values()]).toMatchObject([
    {
      case_id: caseId,
      status: 'assigned',
      kind: 'red-tape',
      consignment_id: consignmentId,
      firms: ['mills'],
      priority: 'high',
      assignee: 'customs',
      opened_at: noon(1),
      answer_by: noon(8),
      resolve_by: noon(4),
      missed: [],
      escalated: true,
      outcome: null,
      reopenings: 1,
      // The rule says nothing of what lies before the Commission.
      next_limit_at: noon(4),
      first_position: 11,
      last_position: 18,
    },
  ]);
  expect(openings).toMatchObject([
    {
      opening: 0,
      kind: 'red-tape',
      opened_position: 11,
      opened_on: '2026-03-01',
      answered_position: 14,
      answered_at: noon(2),
      resolved_position: 16,
      resolved_at: noon(4),
      outcome: 'corrected',
    },
  ]);
  expect([...rows.openings.values()]).toMatchObject([
    { opening: 1, kind: 'red-tape', opened_position: 17, answered_position: null, resolved_position: null },
  ]);
  expect(facts).toHaveLength(8);
  expect(facts[1]).toEqual({
    position: 12,
    case_id: caseId,
    type: 'CaseTriaged',
    on_day: '2026-03-01',
    kind: 'red-tape',
  });
});
