import { ProblemError } from '@corridor/nest-kit';
import { GraphQLError } from 'graphql';
import { type ErrorCode, isLostConnection } from '../graphql/errors.js';

/** How REST answers what a reader of figures throws for GraphQL: status and code. */
const PROBLEMS: Partial<Readonly<Record<ErrorCode, readonly [status: number, code: string]>>> = {
  BAD_USER_INPUT: [422, 'content-invalid'],
  FORBIDDEN: [403, 'right-missing'],
  POSITION_AHEAD: [503, 'position-ahead'],
  NOT_READY: [503, 'not-ready'],
  ARCHIVED: [409, 'archived'],
};

/** What GraphQL says of an argument begins with its name. */
const OF_ARGUMENT = /^(\w+): (.+)$/s;

/** An error of the readers that GraphQL and REST share, as REST tells it; any other one as it is. */
export function problemOf(error: unknown): unknown {
  if (error instanceof GraphQLError) {
    const [status, code] = PROBLEMS[error.extensions.code as ErrorCode] ?? [];
    if (!status || !code) return error;
    const [, argument, detail] = (status === 422 && OF_ARGUMENT.exec(error.message)) || [];
    if (argument === undefined || detail === undefined) return new ProblemError(status, code, error.message);
    const pointer = `/${argument}`;
    return new ProblemError(status, code, `${pointer}: ${detail}`, {
      pointer,
      errors: [{ pointer, detail }],
    });
  }
  const sqlState = (error as { readonly code?: unknown } | undefined)?.code;
  if (sqlState === '57014') {
    return new ProblemError(
      503,
      'too-slow',
      'This took too long and was stopped. Ask for fewer months, or later.',
    );
  }
  if (isLostConnection(sqlState, error)) {
    return new ProblemError(503, 'database-unreachable', 'The database does not answer; try again later.');
  }
  return error;
}
