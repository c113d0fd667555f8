import { type createLogger, ProblemError } from '@corridor/nest-kit';
import { GraphQLError } from 'graphql';

/** Codes of GraphQL errors, in `extensions.code`; they are stable, clients may switch on them. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'POSITION_AHEAD'
  | 'NOT_READY'
  | 'TIMEOUT'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL'
  | 'OPERATION_UNKNOWN'
  | 'PAGE_TOO_LARGE'
  | 'QUERY_TOO_ALIASED'
  | 'QUERY_TOO_COSTLY'
  | 'QUERY_TOO_DEEP'
  | 'QUERY_TOO_LONG'
  | 'QUERY_TOO_DIRECTED';

/** An error of one field: the rest of the answer stands. */
export function fieldError(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** What is asked of a client before anything is run: the whole request is answered with 400. */
export function requestError(code: ErrorCode, message: string): GraphQLError {
  // `spec: false`: also a client that accepts application/json alone gets 400, not 200 with an error inside.
  return new GraphQLError(message, { extensions: { code, http: { status: 400, spec: false } } });
}

export const badInput = (message: string): GraphQLError => fieldError('BAD_USER_INPUT', message);

export function positionAhead(asked: number, reached: number): GraphQLError {
  return fieldError(
    'POSITION_AHEAD',
    `asOf ${asked} lies ahead of the read models, which have come to position ${reached}. Ask again shortly, or leave asOf out.`,
  );
}

export function ledgerUnready(): GraphQLError {
  return fieldError('NOT_READY', 'The read models are being built for the first time; ask again shortly.');
}

/** What a client is told of an error: our own words as they are, of anything else only that it happened; that is logged. */
export function maskError(logger: ReturnType<typeof createLogger>): (error: unknown) => Error {
  return (error) => {
    const cause = causeOf(error);
    if (cause instanceof GraphQLError) return error as GraphQLError;
    if (cause instanceof ProblemError) return told(error, 'BAD_USER_INPUT', cause.message);
    const sqlState = (cause as { code?: unknown } | undefined)?.code;
    if (sqlState === '57014') {
      return told(
        error,
        'TIMEOUT',
        'This took too long and was stopped. Ask for fewer months, or for smaller pages.',
      );
    }
    logger.error({ err: cause }, 'a GraphQL operation failed');
    if (isLostConnection(sqlState, cause)) {
      return told(error, 'SERVICE_UNAVAILABLE', 'The database does not answer; ask again shortly.');
    }
    return told(error, 'INTERNAL', 'The ledger failed on this query; it has been logged.');
  };
}

/** The error that was thrown first: GraphQL wraps it to add where it happened. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function told(error: unknown, code: ErrorCode, message: string): GraphQLError {
  const { path, nodes, locations } = error instanceof GraphQLError ? error : {};
  const told = new GraphQLError(message, {
    ...(nodes && { nodes }),
    ...(path && { path }),
    extensions: { code },
  });
  // The compiled operation knows the places, but not the nodes they come from.
  if (!nodes && locations) Object.defineProperty(told, 'locations', { value: locations, enumerable: true });
  return told;
}

/** Class 08 is a broken connection, 57P that the server stops; the rest are Node's. */
function isLostConnection(sqlState: unknown, cause: unknown): boolean {
  if (typeof sqlState === 'string' && /^(08|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(sqlState)) return true;
  return cause instanceof Error && /connection (terminated|timeout)|timeout exceeded/i.test(cause.message);
}
