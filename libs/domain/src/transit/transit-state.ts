import { never, toMoney } from '@corridor/kernel';
import type { TransitSeal } from './seals.js';
import type { TransitCommand } from './transit.commands.js';
import type { TransitIrregularityRecorded, TransitOpened, TransitPassageRecorded } from './transit.events.js';

export type TransitState = UnknownTransit | KnownTransit;

export interface UnknownTransit {
  readonly status: 'unknown';
}

export interface KnownTransit {
  readonly status: 'opened' | 'under-way' | 'terminated' | 'discharged' | 'cancelled';
  readonly opened: TransitOpened['data'];
  /** RFC 3339. */
  readonly openedAt: string;
  /** The limit as last extended. */
  readonly dueBy: string;
  /** The limit passed, and it was not terminated, or only behind it. */
  readonly overdue: boolean;
  readonly seals: readonly TransitSeal[];
  readonly passages: readonly TransitPassage[];
  readonly irregularities: readonly TransitIrregularity[];
  readonly terminated?: {
    readonly at: string;
    readonly office: string;
    readonly reservation?: string;
    readonly lateMinutes: number;
  };
  /** What the guarantee still holds for it, and what was called of it, in minor units of `opened.dutyAtRisk`. */
  readonly reserved: bigint;
  readonly called: bigint;
}

export type TransitPassage = Omit<TransitPassageRecorded['data'], 'transitId'> & { readonly at: string };
export type TransitIrregularity = Omit<TransitIrregularityRecorded['data'], 'transitId'> & {
  readonly at: string;
};

/** The commands that a transit allows as it stands. */
export function legalForTransit(state: TransitState): readonly TransitCommand['type'][] {
  switch (state.status) {
    case 'unknown':
      return ['OpenTransit'];
    case 'opened':
      return [...ON_THE_WAY, 'CancelTransit', ...onceCalled(state)];
    case 'under-way':
      return [...ON_THE_WAY, ...onceCalled(state)];
    case 'terminated':
      return ['BreakSeal', 'RecordIrregularity', ...callable(state), 'DischargeTransit'];
    case 'discharged':
    case 'cancelled':
      return [];
    default:
      return never(state);
  }
}

/** Whether the time limit has passed at an instant (milliseconds since 1970), with nothing terminated and nobody told yet. */
export function isToBeMarked(state: TransitState, nowMs: number): state is KnownTransit {
  if (state.status !== 'opened' && state.status !== 'under-way') return false;
  return !state.overdue && nowMs > Date.parse(state.dueBy);
}

const ON_THE_WAY = [
  'RecordPassage',
  'AffixSeal',
  'BreakSeal',
  'ReplaceSeal',
  'RecordIrregularity',
  'ExtendTransit',
  'MarkOverdue',
  'TerminateTransit',
] as const;

/** What was called is the duty recovered: the office of departure may close a transit whose goods never arrive. */
function onceCalled(state: KnownTransit): readonly TransitCommand['type'][] {
  return [...callable(state), ...(state.called > 0n ? (['DischargeTransit'] as const) : [])];
}

/** The guarantee is called for a reason: something was amiss, or the limit has passed. */
function callable({ irregularities, overdue, reserved, terminated }: KnownTransit) {
  const amiss = irregularities.length > 0 || overdue || terminated?.reservation !== undefined;
  return amiss && reserved > 0n ? (['CallGuaranteeOfTransit'] as const) : [];
}

/** The state that a transit begins in. */
export function openedState(opened: TransitOpened['data'], openedAt: string): KnownTransit {
  return {
    status: 'opened',
    opened,
    openedAt,
    dueBy: opened.dueBy,
    overdue: false,
    seals: [],
    passages: [],
    irregularities: [],
    reserved: toMoney(opened.dutyAtRisk).minor,
    called: 0n,
  };
}
