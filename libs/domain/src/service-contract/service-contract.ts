import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkNotBefore, checkPositive, checkStep, isSame, refuse } from '../checks.js';
import type {
  ServiceContractCommand,
  ServiceContractCompleted,
  ServiceContractEvent,
  ServiceContractRegistered,
  ServiceContractTerminated,
  ServiceContractTerms,
  ServiceContractWithdrawn,
} from './service-contract.events.js';

export type ServiceContractState = { readonly status: 'unknown' } | KnownServiceContract;

export interface KnownServiceContract {
  readonly status: 'running' | 'completed' | 'terminated' | 'withdrawn';
  /** As it was told first, all of it. */
  readonly first: ServiceContractRegistered['data'];
  /** The same without the services and the terms, which may be others now. */
  readonly registered: Omit<ServiceContractRegistered['data'], 'service' | 'terms'>;
  /** When it was agreed, RFC 3339. */
  readonly registeredAt: string;
  readonly service: string;
  readonly terms: ServiceContractTerms;
  readonly completed?: Omit<ServiceContractCompleted['data'], 'serviceContractId'>;
  readonly terminated?: Omit<ServiceContractTerminated['data'], 'serviceContractId'>;
  readonly withdrawn?: Omit<ServiceContractWithdrawn['data'], 'serviceContractId'>;
}

/** What is told late, or was told wrong, may be mended also behind the end: money comes when all is done. */
const MENDED = ['AmendServiceContract', 'ReclassifyServiceContract', 'WithdrawServiceContract'] as const;

const LEGAL: Readonly<Record<ServiceContractState['status'], readonly ServiceContractCommand['type'][]>> = {
  unknown: ['RegisterServiceContract'],
  running: [...MENDED, 'CompleteServiceContract', 'TerminateServiceContract'],
  completed: MENDED,
  terminated: MENDED,
  withdrawn: [],
};

/** The commands that a contract of services allows as it stands. */
export function legalForServiceContract({
  status,
}: ServiceContractState): readonly ServiceContractCommand['type'][] {
  return LEGAL[status];
}

/** What one firm does for a firm of another country, from the agreement to its end; what is paid for it, settlements tell. */
export const serviceContract: Decider<ServiceContractCommand, ServiceContractEvent, ServiceContractState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(
  command: ServiceContractCommand,
  state: ServiceContractState,
): readonly ServiceContractEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `contract of services is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  if (command.type === 'RegisterServiceContract') {
    const { provider, customer, terms } = command.data;
    if (provider.participantId === customer.participantId) {
      refuse('customer-is-provider', 'Nobody serves himself.', '/customer/participantId');
    }
    if (provider.country === customer.country) {
      const message = `Both are of ${customer.country}: services within a country are no trade between countries.`;
      refuse('not-across-border', message, '/customer/country');
    }
    checkTerms(terms);
    return [{ type: 'ServiceContractRegistered', occurredAt, data: command.data }];
  }
  const before = known(state);
  checkNotBefore(occurredAt, before.registeredAt, 'before-registration', 'The contract was agreed');
  switch (command.type) {
    case 'AmendServiceContract':
      checkTerms(command.data.terms);
      return [{ type: 'ServiceContractAmended', occurredAt, data: command.data }];
    case 'ReclassifyServiceContract': {
      const { serviceContractId, to, reason } = command.data;
      const data = { serviceContractId, from: before.service, to, reason };
      return [{ type: 'ServiceContractReclassified', occurredAt, data }];
    }
    case 'CompleteServiceContract':
      checkEnded(command.data.completedOn, occurredAt, before, '/completedOn');
      return [{ type: 'ServiceContractCompleted', occurredAt, data: command.data }];
    case 'TerminateServiceContract':
      checkEnded(command.data.terminatedOn, occurredAt, before, '/terminatedOn');
      return [{ type: 'ServiceContractTerminated', occurredAt, data: command.data }];
    case 'WithdrawServiceContract':
      return [{ type: 'ServiceContractWithdrawn', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: ServiceContractCommand, state: KnownServiceContract): boolean {
  switch (command.type) {
    case 'RegisterServiceContract':
      return state.status !== 'withdrawn' && isSame(command.data, state.first);
    case 'AmendServiceContract':
      return state.status !== 'withdrawn' && isSame(command.data.terms, state.terms);
    case 'ReclassifyServiceContract':
      return state.status !== 'withdrawn' && command.data.to === state.service;
    case 'CompleteServiceContract': {
      const { serviceContractId: _, ...completed } = command.data;
      return isSame(completed, state.completed);
    }
    case 'TerminateServiceContract': {
      const { serviceContractId: _, ...terminated } = command.data;
      return isSame(terminated, state.terminated);
    }
    case 'WithdrawServiceContract': {
      const { serviceContractId: _, ...withdrawn } = command.data;
      return isSame(withdrawn, state.withdrawn);
    }
    default:
      return never(command);
  }
}

function checkTerms({ startsOn, endsOn, value }: ServiceContractTerms): void {
  if (startsOn !== undefined) checkLocalDate(startsOn, '/terms/startsOn');
  if (endsOn !== undefined) checkLocalDate(endsOn, '/terms/endsOn');
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) {
    refuse('end-before-start', `${endsOn} lies before ${startsOn}, on which it starts.`, '/terms/endsOn');
  }
  if (value) checkPositive(value, '/terms/value');
}

/** What is over was over when it was told, by the same clock, and had begun: work may go before the paper. */
function checkEnded(
  day: string,
  occurredAt: string,
  { registeredAt, terms: { startsOn } }: KnownServiceContract,
  pointer: string,
): void {
  checkLocalDate(day, pointer);
  if (day > occurredAt.slice(0, 10)) {
    refuse('end-in-future', `${day} was still to come when it was told, at ${occurredAt}.`, pointer);
  }
  const agreedOn = registeredAt.slice(0, 10);
  const begun = startsOn !== undefined && startsOn < agreedOn ? startsOn : agreedOn;
  if (day < begun) refuse('end-before-start', `${day} lies before ${begun}, on which it began.`, pointer);
}

function evolve(state: ServiceContractState, event: ServiceContractEvent): ServiceContractState {
  if (event.type === 'ServiceContractRegistered') {
    const { service, terms, ...registered } = event.data;
    const first = event.data;
    return { status: 'running', first, registered, registeredAt: event.occurredAt, service, terms };
  }
  const before = known(state);
  switch (event.type) {
    case 'ServiceContractAmended':
      return { ...before, terms: event.data.terms };
    case 'ServiceContractReclassified':
      return { ...before, service: event.data.to };
    case 'ServiceContractCompleted': {
      const { serviceContractId: _, ...completed } = event.data;
      return { ...before, status: 'completed', completed };
    }
    case 'ServiceContractTerminated': {
      const { serviceContractId: _, ...terminated } = event.data;
      return { ...before, status: 'terminated', terminated };
    }
    case 'ServiceContractWithdrawn': {
      const { serviceContractId: _, ...withdrawn } = event.data;
      return { ...before, status: 'withdrawn', withdrawn };
    }
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: ServiceContractState): KnownServiceContract {
  if (state.status === 'unknown') {
    throw new Error('The history of a contract of services begins with ServiceContractRegistered.');
  }
  return state;
}
