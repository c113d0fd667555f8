import { type Caller, ProblemError, type Role } from '@corridor/nest-kit';

const SEES_ALL: ReadonlySet<Role> = new Set(['commission', 'council', 'reporter', 'operator']);

/** Whether a caller sees what all firms told; a firm sees what it takes part in. */
export function seesAllFirms({ role }: Caller): boolean {
  return SEES_ALL.has(role);
}

/** What is not there, or not for whoever asks. @param pointer of the field that names it, where that is in the body. */
export function nothingOf(aggregate: string, pointer?: string): ProblemError {
  const message = `There is no ${aggregate} with this id among yours.`;
  return new ProblemError(404, `${aggregate}-unknown`, message, pointer === undefined ? {} : { pointer });
}
