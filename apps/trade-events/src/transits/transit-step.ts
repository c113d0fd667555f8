import type { KnownTransit, TransitCommand } from '@corridor/domain';
import { never } from '@corridor/kernel';
import { byClockOf } from '@corridor/reference-data';
import type { z } from 'zod';
import type { openingBody } from './transit.bodies.js';

/** What the office of departure says as it opens a transit; guarantee and consignment say the rest. */
export type Opening = Omit<z.infer<typeof openingBody>, 'occurredAt'>;

type CommandOf<Type extends TransitCommand['type']> = Extract<TransitCommand, { readonly type: Type }>;

/** A command without the id, which the path has. */
type StepOf<Type extends TransitCommand['type']> = Omit<CommandOf<Type>, 'data'> & {
  readonly data: Omit<CommandOf<Type>['data'], 'transitId'>;
};

/** What a request on an open transit asks for. */
export type TransitStep =
  | StepOf<'AffixSeal'>
  | StepOf<'BreakSeal'>
  | StepOf<'ReplaceSeal'>
  | StepOf<'RecordPassage'>
  | StepOf<'RecordIrregularity'>
  | StepOf<'ExtendTransit'>
  | StepOf<'TerminateTransit'>
  | StepOf<'CallGuaranteeOfTransit'>
  | StepOf<'DischargeTransit'>
  | StepOf<'CancelTransit'>;

/** The command of a step. It is told by the clock of the place it happened at, or else by that of the office of departure. */
export function commandOf(
  transitId: string,
  step: TransitStep,
  { officeOfDeparture, officeOfDestination }: KnownTransit['opened'],
): TransitCommand {
  switch (step.type) {
    case 'AffixSeal':
      return { ...step, ...told(step, transitId, step.data.location) };
    case 'BreakSeal':
      return { ...step, ...told(step, transitId, step.data.location) };
    case 'ReplaceSeal':
      return { ...step, ...told(step, transitId, step.data.location) };
    case 'RecordPassage':
      return { ...step, ...told(step, transitId, step.data.location) };
    case 'TerminateTransit':
      return { ...step, ...told(step, transitId, step.data.office) };
    case 'ExtendTransit': {
      const { occurredAt, data } = told(step, transitId, officeOfDeparture);
      return { ...step, occurredAt, data: { ...data, dueBy: byClockOf(officeOfDestination, data.dueBy) } };
    }
    case 'RecordIrregularity':
      return { ...step, ...told(step, transitId, officeOfDeparture) };
    case 'CallGuaranteeOfTransit':
      return { ...step, ...told(step, transitId, officeOfDeparture) };
    case 'DischargeTransit':
      return { ...step, ...told(step, transitId, officeOfDeparture) };
    case 'CancelTransit':
      return { ...step, ...told(step, transitId, officeOfDeparture) };
    default:
      return never(step);
  }
}

function told<Data extends object>(
  { occurredAt, data }: { readonly occurredAt: string; readonly data: Data },
  transitId: string,
  place: string,
) {
  return { occurredAt: byClockOf(place, occurredAt), data: { transitId, ...data } };
}
