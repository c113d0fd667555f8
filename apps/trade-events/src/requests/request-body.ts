import { uuidSchema } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import { ProblemError } from '@corridor/nest-kit';

/** The id in a path. @throws ProblemError 404 for one that nothing in the ledger can have. */
export function idOf(
  parameter: string,
  aggregate:
    | 'consignment'
    | 'checkpoint'
    | 'cost'
    | 'declaration'
    | 'document'
    | 'guarantee'
    | 'transit'
    | 'commitment'
    | 'contract'
    | 'realisation'
    | 'meeting'
    | 'item'
    | 'action'
    | 'case'
    | 'subject'
    | 'visa'
    | 'engagement'
    | 'lead'
    | 'need'
    | 'match'
    | 'statistic'
    | 'service-contract',
): string {
  if (uuidSchema.safeParse(parameter).success) return parameter;
  throw new ProblemError(
    404,
    `${aggregate}-unknown`,
    `There is no such ${aggregate}: its id is a UUID in lower case.`,
  );
}

/**
 * A refusal of what the request does not hold itself points to `fallback`, the field that brought it about: nobody can
 * mend the consignment's lines in the body of a declaration that took them over.
 */
export function pointedInto(body: object, fallback: string | undefined, error: unknown): unknown {
  if (!(error instanceof Rejection) || error.details.pointer === undefined) return error;
  const { pointer, ...rest } = error.details;
  if (Object.hasOwn(body, pointer.split('/')[1] ?? '')) return error;
  const details = fallback === undefined ? rest : { ...rest, pointer: fallback };
  return new Rejection(error.code, error.message, details);
}
