import { uuidSchema } from '@corridor/contracts';
import { ProblemError } from '@corridor/nest-kit';

/** The id in a path. @throws ProblemError 404 for one that nothing in the ledger can have. */
export function pathId(parameter: string, thing: 'instrument' | 'red-flag'): string {
  if (uuidSchema.safeParse(parameter).success) return parameter;
  throw new ProblemError(404, `${thing}-unknown`, `The id in the path is a UUID in lower case.`);
}
