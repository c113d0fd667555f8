import type { KnownTransit, TransitState } from '@corridor/domain';
import { never } from '@corridor/kernel';
import { actsFor, type Caller, checkOffice, ProblemError } from '@corridor/nest-kit';
import type { TransitStep } from './transit-step.js';

/**
 * The transit, if there is one for this caller: a trader has those that it answers for or carries, a bank those that its
 * guarantees stand for, and another's does not exist for them.
 * @throws ProblemError 404 `transit-unknown`.
 */
export function transitFor(caller: Caller, state: TransitState): KnownTransit {
  if (state.status !== 'unknown' && isOpenTo(caller, state)) return state;
  throw new ProblemError(404, 'transit-unknown', 'There is no transit with this id among yours.');
}

function isOpenTo({ role, participant }: Caller, { opened }: KnownTransit): boolean {
  if (role === 'bank') return opened.guarantor === participant;
  if (role !== 'trader') return true;
  return opened.principal.participantId === participant || opened.carrier.participantId === participant;
}

/**
 * Customs acts where it is: at the place that a step names; for the office of departure, which answers for the whole, where it names none; an
 * irregularity is told by any office on the way.
 * @throws ProblemError 403 `not-your-office`.
 */
export function checkOfficeOf(caller: Caller, step: TransitStep, { opened }: KnownTransit): void {
  const { offices, pointer } = officesOf(step, opened);
  const [first = opened.officeOfDeparture] = offices;
  if (!offices.some((office) => actsFor(caller, office))) checkOffice(caller, first, pointer);
}

/** The offices that a step may be told by, and the field that names them. */
function officesOf(
  step: TransitStep,
  { officeOfDeparture, officeOfDestination, itinerary }: KnownTransit['opened'],
): { readonly offices: readonly string[]; readonly pointer?: string } {
  switch (step.type) {
    case 'AffixSeal':
    case 'BreakSeal':
    case 'ReplaceSeal':
    case 'RecordPassage':
      return { offices: [step.data.location], pointer: '/location' };
    case 'TerminateTransit':
      return { offices: [step.data.office], pointer: '/office' };
    case 'RecordIrregularity':
      return {
        offices: [officeOfDeparture, officeOfDestination, ...itinerary.map(({ location }) => location)],
      };
    case 'ExtendTransit':
    case 'CallGuaranteeOfTransit':
    case 'DischargeTransit':
    case 'CancelTransit':
      return { offices: [officeOfDeparture] };
    default:
      return never(step);
  }
}
