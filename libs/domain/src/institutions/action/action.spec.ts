import { specOf } from '@corridor/testing';
import { type ActionCommand, type ActionEvent, action, legalForAction } from '../../index.js';

const AT = '2026-10-13T16:00:00+05:00';
const actionId = '0191d8a0-7c01-7a00-8c11-000000000001';
const usd = (amount: string) => ({ kind: 'money', amount, currency: 'USD' }) as const;
const figure = { name: 'goods-blocked', direction: 'down' } as const;
const data = {
  actionId,
  meetingId: 'm',
  decisionId: 'd',
  owner: 'demo-customs',
  task: 'Release it',
  dueOn: '2026-10-20',
  figure,
  baseline: { value: usd('500.00'), asOf: 9 },
};
const assigning = (change: object = {}): ActionCommand => ({
  type: 'AssignAction',
  occurredAt: AT,
  data: { ...data, ...change },
});
const assigned: ActionEvent = { type: 'ActionAssigned', occurredAt: AT, data };
const overdue: ActionEvent = {
  type: 'ActionOverdue',
  occurredAt: AT,
  data: { actionId, dueOn: '2026-10-20' },
};
const done: ActionEvent = {
  type: 'ActionDone',
  occurredAt: AT,
  data: { actionId, doneOn: '2026-10-19', note: 'x' },
};
const { given } = specOf(action);
const stateOf = (...history: readonly ActionEvent[]) => history.reduce(action.evolve, action.initialState);

it('is assigned with a day, and with the figure that should move', () => {
  given().when(assigning()).thenEvents(assigned);
});

it.each([
  [{ dueOn: '2026-10-12' }, 'due-passed', '/dueOn'],
  [{ baseline: undefined }, 'content-invalid', '/figure'],
  [{ figure: { ...figure, commitmentId: 'c' } }, 'content-invalid', '/figure/commitmentId'],
  [{ figure: { ...figure, name: 'commitment-delivered' } }, 'content-invalid', '/figure/commitmentId'],
  [{ figure: { ...figure, name: 'bilateral-trade', reporter: 'PK' } }, 'content-invalid', '/figure/partner'],
  [
    { figure: { ...figure, name: 'bilateral-trade', reporter: 'PK', partner: 'PK' } },
    'partner-is-reporter',
    '/figure/partner',
  ],
])('of %j is refused with %s', (change, code, pointer) => {
  given().when(assigning(change)).thenRejected(code, { pointer });
});

it('is overdue behind its day, once, and done all the same', () => {
  const marking = (on: string): ActionCommand => ({
    type: 'MarkActionOverdue',
    occurredAt: AT,
    data: { actionId, on },
  });
  given(assigned).when(marking('2026-10-20')).thenEvents();
  given(assigned).when(marking('2026-10-21')).thenEvents(overdue);
  given(assigned, overdue).when(marking('2026-10-22')).thenEvents();
  given(assigned, overdue)
    .when({ type: 'FinishAction', occurredAt: AT, data: { actionId, doneOn: '2026-10-19', note: 'x' } })
    .thenEvents(done);
});

it('gets another day, which lies behind the first, and is not overdue any more', () => {
  const extending = (dueOn: string): ActionCommand => ({
    type: 'ExtendAction',
    occurredAt: AT,
    data: { actionId, dueOn, reason: 'x' },
  });
  const extended: ActionEvent = {
    type: 'ActionExtended',
    occurredAt: AT,
    data: { actionId, dueOn: '2026-11-20', reason: 'x' },
  };
  given(assigned, overdue).when(extending('2026-11-20')).thenEvents(extended);
  given(assigned, overdue, extended).when(extending('2026-11-20')).thenEvents();
  given(assigned).when(extending('2026-10-19')).thenRejected('due-not-later', { pointer: '/dueOn' });
  expect(stateOf(assigned, overdue, extended)).toMatchObject({ status: 'assigned', dueOn: '2026-11-20' });
});

it.each([
  ['down', '499.99', true],
  ['down', '500', false],
  ['up', '500.01', true],
  ['up', '499.99', false],
] as const)('a figure that should go %s and is %s: moved %j', (direction, amount, moved) => {
  const told: ActionEvent = { ...assigned, data: { ...data, figure: { ...figure, direction } } };
  const to = { value: usd(amount), asOf: 12 };
  const reviewing: ActionCommand = { type: 'ReviewAction', occurredAt: AT, data: { actionId, ...to } };
  const reviewed: ActionEvent = {
    type: 'ActionFigureReviewed',
    occurredAt: AT,
    data: { actionId, wanted: direction, from: data.baseline, to, moved },
  };
  given(told, done).when(reviewing).thenEvents(reviewed);
  given(told, done, reviewed).when(reviewing).thenEvents();
});

it('counts a figure that is a number in its unit, and holds it against no other kind', () => {
  const cases = (count: number) => ({ kind: 'count', count, unit: 'cases' }) as const;
  const baseline = { value: cases(10), asOf: 9 };
  const told: ActionEvent = {
    ...assigned,
    data: { ...data, figure: { name: 'open-cases', direction: 'down' }, baseline },
  };
  const review = (value: ReturnType<typeof cases> | ReturnType<typeof usd>): ActionCommand => ({
    type: 'ReviewAction',
    occurredAt: AT,
    data: { actionId, value, asOf: 12 },
  });
  given(told)
    .when(review(cases(9)))
    .thenEvents({
      type: 'ActionFigureReviewed',
      occurredAt: AT,
      data: { actionId, wanted: 'down', from: baseline, to: { value: cases(9), asOf: 12 }, moved: true },
    });
  expect(() => action.decide(review(usd('9.00')), stateOf(told))).toThrow('not held against');
});

it('has no figure to look at where none was tied to it', () => {
  const { figure: _, baseline: __, ...plain } = data;
  const told: ActionEvent = { ...assigned, data: plain };
  given(told)
    .when({ type: 'ReviewAction', occurredAt: AT, data: { actionId, value: usd('1'), asOf: 12 } })
    .thenRejected('illegal-step', { legalNow: legalForAction(stateOf(told)) });
});

it('is dropped, and then nothing more is asked of it', () => {
  const dropping: ActionCommand = { type: 'DropAction', occurredAt: AT, data: { actionId, reason: 'x' } };
  const gone: ActionEvent = { type: 'ActionDropped', occurredAt: AT, data: { actionId, reason: 'x' } };
  given(assigned).when(dropping).thenEvents(gone);
  given(assigned, gone).when(dropping).thenEvents();
  given(assigned, done)
    .when(dropping)
    .thenRejected('illegal-step', { legalNow: ['ReviewAction'] });
});
