import { Rejection } from '@corridor/kernel';
import { ProblemError } from '@corridor/nest-kit';

/** Of a body that begins something under an id that another thing has: which field to change, rather than that the step is not possible. */
export function takenIf(
  begins: boolean,
  error: unknown,
  what: 'firm' | 'milestone' | 'service',
  id: string,
): unknown {
  if (!begins || !(error instanceof Rejection) || error.code !== 'illegal-step') return error;
  return taken(what, id);
}

export function taken(what: 'firm' | 'milestone' | 'service', id: string): ProblemError {
  const message = `There is a ${what} "${id}" already, of which other things were told. Change what is wrong of it by its own paths, or give this one another id.`;
  const pointer = what === 'firm' ? '/participantId' : `/${what}Id`;
  return new ProblemError(409, `${what}-taken`, message, { pointer });
}
