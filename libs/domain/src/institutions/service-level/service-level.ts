import type { Decider } from '@corridor/kernel';
import { isSame, refuse } from '../../checks.js';
import type {
  CaseKind,
  ServiceLevel,
  ServiceLevelCommand,
  ServiceLevelEvent,
} from './service-level.events.js';

export type ServiceLevelState =
  | { readonly status: 'default' }
  | { readonly status: 'set'; readonly level: ServiceLevel; readonly since: string };

/** What the Council promises as long as it has said nothing else. */
export const SERVICE_LEVELS: Readonly<Record<CaseKind, ServiceLevel>> = {
  'customs-hold': {
    openAfterHours: 72,
    triageHours: 24,
    answerHours: 72,
    resolveHours: 168,
    escalateHours: 168,
    reopenDays: 14,
  },
  'payment-stuck': {
    openAfterHours: 72,
    triageHours: 24,
    answerHours: 120,
    resolveHours: 336,
    escalateHours: 336,
    reopenDays: 14,
  },
  'red-tape': { triageHours: 48, answerHours: 168, resolveHours: 720, escalateHours: 720, reopenDays: 14 },
  visa: { triageHours: 24, answerHours: 120, resolveHours: 240, escalateHours: 240, reopenDays: 14 },
  transport: { triageHours: 8, answerHours: 48, resolveHours: 120, escalateHours: 120, reopenDays: 14 },
  dispute: { triageHours: 48, answerHours: 240, resolveHours: 1_440, escalateHours: 1_440, reopenDays: 30 },
};

/** The service level of a kind as its stream has it. */
export function levelInForce(kind: CaseKind, state: ServiceLevelState): ServiceLevel {
  return state.status === 'set' ? state.level : SERVICE_LEVELS[kind];
}

/** The commands that a service level allows: it can always be set anew. */
export function legalForServiceLevel(): readonly ServiceLevelCommand['type'][] {
  return ['SetServiceLevel'];
}

/** By when cases of one kind are to be triaged, answered and resolved. */
export const serviceLevel: Decider<ServiceLevelCommand, ServiceLevelEvent, ServiceLevelState> = {
  initialState: { status: 'default' },
  decide({ occurredAt, data }, state) {
    const { kind, ...level } = data;
    check(kind, level);
    if (state.status === 'set' && isSame(state.level, level)) return [];
    return [{ type: 'ServiceLevelSet', occurredAt, data }];
  },
  evolve(_, { occurredAt, data: { kind: _kind, ...level } }) {
    return { status: 'set', level, since: occurredAt };
  },
};

function check(kind: CaseKind, level: ServiceLevel): void {
  const { openAfterHours, triageHours, answerHours, resolveHours, escalateHours } = level;
  const opensByItself = SERVICE_LEVELS[kind].openAfterHours !== undefined;
  if (openAfterHours !== undefined && !opensByItself) {
    refuse('kind-opened-by-hand', `Cases of the kind ${kind} do not open by themselves.`, '/openAfterHours');
  }
  if (openAfterHours === undefined && opensByItself) {
    refuse('open-after-missing', `Say after how many hours a ${kind} opens a case.`, '/openAfterHours');
  }
  const later = (hours: number, than: number, field: string) => {
    if (hours >= than) return;
    refuse('limits-out-of-order', `${hours} hours are fewer than the ${than} of the step before.`, field);
  };
  later(answerHours, triageHours, '/answerHours');
  later(resolveHours, answerHours, '/resolveHours');
  later(escalateHours, answerHours, '/escalateHours');
}
