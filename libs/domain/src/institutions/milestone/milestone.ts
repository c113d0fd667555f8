import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkStep, isSame, refuse } from '../../checks.js';
import type { MilestoneCommand, MilestoneEvent, MilestonePlanned } from './milestone.events.js';

export type MilestoneState = { readonly status: 'unknown' } | KnownMilestone;

/** `plannedOn` is the day of the plan that holds now. */
export type KnownMilestone = MilestonePlanned['data'] & {
  readonly status: 'planned' | 'done' | 'cancelled';
  /** The day of the first plan: late is what is not done by it. */
  readonly firstPlannedOn: string;
  /** The day on which the first plan was told: it is not done before. */
  readonly promisedOn: string;
  readonly doneOn?: string;
  readonly evidenceSha256?: string;
  /** Why it is not done as was told last; absent once it is. */
  readonly completionWithdrawnFor?: string;
  readonly cancelledFor?: string;
};

const LEGAL: Readonly<Record<MilestoneState['status'], readonly MilestoneCommand['type'][]>> = {
  unknown: ['PlanMilestone'],
  planned: ['ReplanMilestone', 'CompleteMilestone', 'CancelMilestone'],
  done: ['WithdrawCompletion'],
  cancelled: [],
};

export function legalForMilestone({ status }: MilestoneState): readonly MilestoneCommand['type'][] {
  return LEGAL[status];
}

/** A piece of infrastructure from its plan to its end. */
export const milestone: Decider<MilestoneCommand, MilestoneEvent, MilestoneState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    if (state.status !== 'unknown' && isSo(command, state)) return [];
    checkStep(command.type, `milestone is ${state.status}`, legalForMilestone(state));
    const { occurredAt } = command;
    switch (command.type) {
      case 'PlanMilestone':
        checkPlan(command.data);
        checkNotBehind(command.data.plannedOn, occurredAt);
        return [{ type: 'MilestonePlanned', occurredAt, data: command.data }];
      case 'ReplanMilestone': {
        const { milestoneId, plannedOn, reason } = command.data;
        checkLocalDate(plannedOn, '/plannedOn');
        checkNotBehind(plannedOn, occurredAt);
        const data = { milestoneId, plannedOn, before: known(state).plannedOn, reason };
        return [{ type: 'MilestoneReplanned', occurredAt, data }];
      }
      case 'CompleteMilestone':
        checkDone(command.data.doneOn, known(state));
        return [{ type: 'MilestoneDone', occurredAt, data: command.data }];
      case 'WithdrawCompletion': {
        const { milestoneId, reason } = command.data;
        const data = { milestoneId, doneOn: known(state).doneOn ?? '', reason };
        return [{ type: 'CompletionWithdrawn', occurredAt, data }];
      }
      case 'CancelMilestone':
        return [{ type: 'MilestoneCancelled', occurredAt, data: command.data }];
      default:
        return never(command);
    }
  },
  evolve(state, event) {
    if (event.type === 'MilestonePlanned') {
      const promisedOn = event.occurredAt.slice(0, 10);
      return { ...event.data, status: 'planned', firstPlannedOn: event.data.plannedOn, promisedOn };
    }
    const before = known(state);
    switch (event.type) {
      case 'MilestoneReplanned':
        return { ...before, plannedOn: event.data.plannedOn };
      case 'MilestoneDone': {
        const { doneOn, evidenceSha256 } = event.data;
        const { completionWithdrawnFor: _, ...rest } = before;
        return { ...rest, status: 'done', doneOn, evidenceSha256 };
      }
      case 'CompletionWithdrawn': {
        const { doneOn: _, evidenceSha256: __, ...rest } = before;
        return { ...rest, status: 'planned', completionWithdrawnFor: event.data.reason };
      }
      case 'MilestoneCancelled':
        return { ...before, status: 'cancelled', cancelledFor: event.data.reason };
      default:
        return never(event);
    }
  },
};

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: MilestoneCommand, state: KnownMilestone): boolean {
  switch (command.type) {
    case 'PlanMilestone':
      return isSame(planOf(command.data), planOf({ ...state, plannedOn: state.firstPlannedOn }));
    case 'ReplanMilestone':
      return state.status === 'planned' && state.plannedOn === command.data.plannedOn;
    case 'CompleteMilestone':
      return state.doneOn === command.data.doneOn && state.evidenceSha256 === command.data.evidenceSha256;
    case 'WithdrawCompletion':
      return state.status === 'planned' && state.completionWithdrawnFor === command.data.reason;
    case 'CancelMilestone':
      return state.status === 'cancelled';
    default:
      return never(command);
  }
}

function checkPlan({ places, plannedOn, workFrom }: MilestonePlanned['data']): void {
  checkLocalDate(plannedOn, '/plannedOn');
  if (workFrom !== undefined) checkLocalDate(workFrom, '/workFrom');
  if (workFrom !== undefined && workFrom > plannedOn) {
    refuse('day-too-late', `It is to be done by ${plannedOn}.`, '/workFrom');
  }
  if (new Set(places).size !== places.length) {
    refuse('place-twice', 'A section ends elsewhere than it began.', '/places/1');
  }
}

/** A plan is for the day on which it is told, or for a later one: else it would be late before anybody promised it. */
function checkNotBehind(plannedOn: string, occurredAt: string): void {
  const toldOn = occurredAt.slice(0, 10);
  if (plannedOn < toldOn) {
    refuse('day-too-early', `It is told on ${toldOn}: plan it for that day or a later one.`, '/plannedOn');
  }
}

function checkDone(doneOn: string, { workFrom, promisedOn }: KnownMilestone): void {
  checkLocalDate(doneOn, '/doneOn');
  if (workFrom !== undefined && doneOn < workFrom) {
    refuse('day-too-early', `Work begins on ${workFrom}.`, '/doneOn');
  }
  if (doneOn < promisedOn) refuse('day-too-early', `It was planned on ${promisedOn}.`, '/doneOn');
}

function planOf({
  name,
  kind,
  places,
  routeIds,
  plannedOn,
  workFrom,
  responsible,
  source,
}: MilestonePlanned['data']) {
  return { name, kind, places, routeIds, plannedOn, workFrom, responsible, source };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: MilestoneState): KnownMilestone {
  if (state.status === 'unknown') throw new Error('The history of a milestone begins with MilestonePlanned.');
  return state;
}
