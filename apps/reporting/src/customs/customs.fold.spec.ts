import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { type Customs, type CustomsEvent, foldCustoms, isCustomsEvent, isOf } from './customs.fold.js';
import { assessedTwice, CustomsStory, GOODS, withdrawnTwice } from './customs.spec-kit.js';
import type { CustomsDeclarationRow, DutyAssessmentRow, DutyPaymentRow } from './customs-row.js';

function foldedIn(story: Story, batch = 1_000): Customs {
  const events = story.appends
    .flat()
    .flatMap(({ events }) => events)
    .filter(isCustomsEvent as (event: object) => boolean)
    .map((event, index) => ({ ...event, position: index + 1, demo: false })) as unknown as CustomsEvent[];
  const declarations = new Map<string, CustomsDeclarationRow>();
  const assessments = new Map<string, DutyAssessmentRow>();
  const inspections: Customs['inspections'][number][] = [];
  const payments: DutyPaymentRow[] = [];
  const refunds: Customs['refunds'][number][] = [];
  const all: { position: number; by: number }[] = [];
  for (let at = 0; at < events.length; at += batch) {
    const told = foldCustoms(events.slice(at, at + batch), declarations);
    for (const row of told.declarations) declarations.set(row.declaration_id, row);
    for (const row of told.assessments) assessments.set(`${row.position} ${row.line}`, row);
    for (const { position, by } of told.ended) {
      for (const [key, row] of assessments)
        if (row.position === position) assessments.set(key, { ...row, ended_position: by });
    }
    inspections.push(...told.inspections);
    payments.push(...told.payments);
    for (const one of told.withdrawn) {
      const of = refunds.findIndex((row) => row.withdrawn_position === null && isOf(one, row));
      const [row] = refunds.slice(of, of + 1);
      if (of < 0 || !row) throw new Error('Nothing stood that could be withdrawn.');
      refunds[of] = { ...row, ...one };
    }
    refunds.push(...told.refunds);
    all.push(...told.ended);
  }
  return {
    declarations: [...declarations.values()],
    inspections,
    assessments: [...assessments.values()],
    payments,
    refunds,
    withdrawn: [],
    ended: all,
  };
}
const declarationOf = (story: Story) => foldedIn(story).declarations[0];

it('begins with what was lodged where, by the clock of the office', () => {
  const story = new Story();
  // 23:30 in UTC is 04:30 of the day after in Almaty.
  story.lodge(2, 1, 'import', GOODS, '2026-03-08T04:30:00+05:00');
  expect(declarationOf(story)).toMatchObject({
    declaration_id: uuid(2),
    consignment_id: uuid(1),
    office: 'KZALA',
    flow: 'import',
    procedure: '40',
    previous_procedure: '00',
    lodged_at: '2026-03-07T23:30:00.000Z',
    lodged_on: '2026-03-08',
    lodged_position: 1,
    cleared_position: null,
    ended_position: null,
  });
});

it('keeps the first inspection of each kind, and when it was cleared', () => {
  const story = new CustomsStory();
  story.look('documentary', 1);
  story.look('physical', 2);
  story.look('documentary', 3);
  story.clear(2, '2026-03-08', '2026-03-31T19:30:00Z');
  expect(declarationOf(story)).toMatchObject({
    documentary_position: 2,
    physical_position: 3,
    scan_position: null,
    cleared_at: '2026-03-31T19:30:00.000Z',
    cleared_on: '2026-04-01',
    cleared_position: 5,
    called_off_position: null,
    ended_position: 5,
  });
});

it('keeps every inspection, with what it found and when', () => {
  const story = new CustomsStory();
  story.look('documentary', 1);
  story.look('documentary', 2);
  const inspection = { declaration_id: uuid(2), kind: 'documentary', result: 'conforming' };
  const inspected_at = '2026-03-08T06:00:00.000Z';
  expect(foldedIn(story).inspections).toEqual([
    { ...inspection, position: 2, inspected_at },
    { ...inspection, position: 3, inspected_at },
  ]);
});

it('waits no longer once it is refused; taken back behind the clearance, it was cleared all the same', () => {
  const refused = new CustomsStory();
  refused.refuse(2, '2026-03-09T10:00:00+05:00');
  expect(declarationOf(refused)).toMatchObject({
    cleared_position: null,
    called_off_at: '2026-03-09T05:00:00.000Z',
    called_off_position: 2,
    ended_position: 2,
  });
  const back = new Story();
  back.lodge(2, 1, 'export', GOODS, '2026-03-08T10:00:00+05:00');
  back.clear(2, '2026-03-08', '2026-03-09T10:00:00+05:00');
  back.invalidate(2, '2026-03-10T10:00:00+05:00');
  expect(declarationOf(back)).toMatchObject({
    cleared_position: 2,
    called_off_position: 3,
    ended_position: 2,
  });
});

it('keeps what is assessed of each kind, up to the assessment that replaces it, and what is paid', () => {
  const { assessments, payments } = foldedIn(assessedTwice());
  const brief = assessments.map((row) => [
    row.position,
    row.line,
    row.kind,
    row.amount_minor,
    row.ended_position,
  ]);
  expect(brief).toEqual([
    [2, 1, 'customs-duty', '50000', 3],
    [3, 1, 'customs-duty', '10015', null],
    [3, 2, 'value-added-tax', '1201', null],
  ]);
  expect(assessments[1]).toMatchObject({
    office: 'KZALA',
    flow: 'import',
    assessed_on: '2026-03-09',
    assessed_at: '2026-03-09T07:00:00.000Z',
    currency: 'KZT',
  });
  expect(payments.map((row) => [row.position, row.reference, row.amount_minor, row.paid_on])).toEqual([
    [4, 'A', '10000', '2026-03-10'],
    [5, 'B', '1216', '2026-04-01'],
  ]);
});

it('asks for nothing more of what is refused, and keeps what was paid for it', () => {
  const story = new CustomsStory();
  story.asking('2026-03-08T12:00:00+05:00', ['fee', '5.00']);
  story.paying('A', '5.00', '2026-03-10');
  story.refuse(2, '2026-03-11T10:00:00+05:00');
  const { assessments, payments, declarations } = foldedIn(story);
  expect(assessments).toMatchObject([{ kind: 'fee', ended_position: 4 }]);
  expect(payments).toHaveLength(1);
  expect(declarations).toMatchObject([{ assessed_position: null }]);
});

it('keeps what is given back, for which reason and on which day', () => {
  const story = assessedTwice();
  const back = { refundReference: 'R', reason: 'overcharged', amount: { amount: '2.50', currency: 'KZT' } };
  story.at('RefundDuty', '2026-05-02T10:00:00+05:00', { ...back, refundedOn: '2026-04-30' });
  const { payments, refunds } = foldedIn(story);
  expect(payments).toHaveLength(2);
  expect(refunds).toEqual([
    {
      position: 7,
      declaration_id: uuid(2),
      reference: 'R',
      reason: 'overcharged',
      office: 'KZALA',
      flow: 'import',
      occurred_at: '2026-05-02T05:00:00.000Z',
      refunded_on: '2026-04-30',
      currency: 'KZT',
      amount_minor: '250',
      withdrawn_position: null,
      withdrawn_at: null,
    },
  ]);
});

it('keeps what is withdrawn, up to its withdrawal, whatever is told anew under its reference', () => {
  const { refunds } = foldedIn(withdrawnTwice());
  const brief = refunds.map((row) => [
    row.position,
    row.reference,
    row.amount_minor,
    row.withdrawn_position,
    row.withdrawn_at,
  ]);
  expect(brief).toEqual([
    [7, 'R', '250', 8, '2026-05-03T05:00:00.000Z'],
    [9, 'R', '350', 11, '2026-05-06T05:00:00.000Z'],
    [10, 'S', '100', null, null],
  ]);
});

it('is the same folded at once, or in batches', () => {
  for (const story of [assessedTwice(), withdrawnTwice()])
    for (const batch of [1, 2, 3, 4]) expect(foldedIn(story, batch)).toEqual(foldedIn(story));
});
