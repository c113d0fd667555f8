import { type Decider, never, toMoney } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkStep, isSame, refuse } from '../../checks.js';
import type {
  ActionAssigned,
  ActionCommand,
  ActionDone,
  ActionEvent,
  ActionFigure,
  FigureReview,
  FigureValue,
} from './action.events.js';

export type ActionState = { readonly status: 'unknown' } | KnownAction;

export interface KnownAction {
  readonly status: 'assigned' | 'overdue' | 'done' | 'dropped';
  readonly action: ActionAssigned['data'];
  /** By when, as it was told last. */
  readonly dueOn: string;
  readonly done?: Omit<ActionDone['data'], 'actionId'>;
  /** What the figure was found to be, in the order that it was looked at. */
  readonly reviews: readonly FigureReview[];
}

export function legalForAction(state: ActionState): readonly ActionCommand['type'][] {
  switch (state.status) {
    case 'unknown':
      return ['AssignAction'];
    case 'assigned':
    case 'overdue':
      return [
        'ExtendAction',
        ...(state.status === 'assigned' ? (['MarkActionOverdue'] as const) : []),
        'FinishAction',
        'DropAction',
        ...reviewing(state),
      ];
    case 'done':
      return reviewing(state);
    case 'dropped':
      return [];
    default:
      return never(state);
  }
}

const reviewing = ({ action }: KnownAction): readonly 'ReviewAction'[] =>
  action.figure ? ['ReviewAction'] : [];

/** Something that the Commission wants done by a day, and whether the figure that it is tied to moved. */
export const action: Decider<ActionCommand, ActionEvent, ActionState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: ActionCommand, state: ActionState): readonly ActionEvent[] {
  const { occurredAt } = command;
  if (isToldAgain(command, state)) return [];
  checkStep(command.type, `action is ${state.status}`, legalForAction(state));
  switch (command.type) {
    case 'AssignAction': {
      const { dueOn, figure, baseline } = command.data;
      checkDue(dueOn, occurredAt);
      if (figure) checkFigure(figure);
      if (Boolean(figure) !== Boolean(baseline)) {
        refuse('content-invalid', 'A figure goes with what it is now.', '/figure');
      }
      return [{ type: 'ActionAssigned', occurredAt, data: command.data }];
    }
    case 'ExtendAction': {
      const { dueOn } = known(state);
      checkDue(command.data.dueOn, occurredAt);
      if (command.data.dueOn <= dueOn) {
        refuse('due-not-later', `It has until ${dueOn}: name a later day.`, '/dueOn');
      }
      return [{ type: 'ActionExtended', occurredAt, data: command.data }];
    }
    case 'MarkActionOverdue': {
      const { dueOn } = known(state);
      if (dueOn >= command.data.on) return [];
      return [{ type: 'ActionOverdue', occurredAt, data: { actionId: command.data.actionId, dueOn } }];
    }
    case 'FinishAction':
      checkLocalDate(command.data.doneOn, '/doneOn');
      return [{ type: 'ActionDone', occurredAt, data: command.data }];
    case 'DropAction':
      return [{ type: 'ActionDropped', occurredAt, data: command.data }];
    case 'ReviewAction': {
      const { figure, baseline } = known(state).action;
      if (!figure || !baseline) throw new Error('Only an action with a figure is reviewed.');
      const { actionId, ...to } = command.data;
      const { direction: wanted } = figure;
      const change = numberOf(to.value, baseline.value.kind) - numberOf(baseline.value, to.value.kind);
      const moved = wanted === 'up' ? change > 0n : change < 0n;
      const data = { actionId, wanted, from: baseline, to, moved };
      return [{ type: 'ActionFigureReviewed', occurredAt, data }];
    }
    default:
      return never(command);
  }
}

function isToldAgain(command: ActionCommand, state: ActionState): boolean {
  if (state.status === 'unknown') return false;
  switch (command.type) {
    case 'AssignAction':
      return false;
    case 'ExtendAction':
      return state.status === 'assigned' && state.dueOn === command.data.dueOn;
    case 'MarkActionOverdue':
      return state.status !== 'assigned';
    case 'FinishAction': {
      const { actionId: _, ...done } = command.data;
      return isSame(done, state.done);
    }
    case 'DropAction':
      return state.status === 'dropped';
    case 'ReviewAction': {
      const { value, asOf } = command.data;
      return state.reviews.some(({ to }) => to.asOf === asOf && isSame(to.value, value));
    }
    default:
      return never(command);
  }
}

function evolve(state: ActionState, event: ActionEvent): ActionState {
  if (event.type === 'ActionAssigned') {
    return { status: 'assigned', action: event.data, dueOn: event.data.dueOn, reviews: [] };
  }
  const before = known(state);
  switch (event.type) {
    case 'ActionExtended':
      return { ...before, status: 'assigned', dueOn: event.data.dueOn };
    case 'ActionOverdue':
      return { ...before, status: 'overdue' };
    case 'ActionDone': {
      const { actionId: _, ...done } = event.data;
      return { ...before, status: 'done', done };
    }
    case 'ActionDropped':
      return { ...before, status: 'dropped' };
    case 'ActionFigureReviewed': {
      const { actionId: _, ...review } = event.data;
      return { ...before, reviews: [...before.reviews, review] };
    }
    default:
      return never(event);
  }
}

/** Of a kind that it is held against: all figures of money are in USD. */
function numberOf(value: FigureValue, kind: FigureValue['kind']): bigint {
  if (value.kind !== kind) throw new Error(`A figure of ${kind} is not held against one of ${value.kind}.`);
  return value.kind === 'money' ? toMoney(value).minor : BigInt(value.count);
}

function checkDue(dueOn: string, occurredAt: string): void {
  checkLocalDate(dueOn, '/dueOn');
  const today = occurredAt.slice(0, 10);
  if (dueOn < today) refuse('due-passed', `${dueOn} has passed on ${today}.`, '/dueOn');
}

/** @throws Rejection naming what a figure lacks, or what it is not asked with. */
function checkFigure(figure: ActionFigure): void {
  const { name } = figure;
  const needs: readonly (keyof ActionFigure)[] =
    name === 'commitment-delivered'
      ? ['commitmentId']
      : name === 'bilateral-trade'
        ? ['reporter', 'partner']
        : [];
  for (const field of ['commitmentId', 'reporter', 'partner'] as const) {
    const isTold = figure[field] !== undefined;
    if (isTold === needs.includes(field)) continue;
    const message = isTold ? `${name} is asked without ${field}.` : `${name} is asked with ${field}.`;
    refuse('content-invalid', message, `/figure/${field}`);
  }
  if (figure.reporter !== undefined && figure.reporter === figure.partner) {
    refuse('partner-is-reporter', 'Bilateral trade is between two countries.', '/figure/partner');
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: ActionState): KnownAction {
  if (state.status === 'unknown') throw new Error('The history of an action begins with ActionAssigned.');
  return state;
}
