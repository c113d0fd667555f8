import { type createLogger, ProblemError } from '@corridor/nest-kit';
import { GraphQLError } from 'graphql';

/**
 * Codes of GraphQL errors, in `extensions.code`, with what to do about each; they are stable, clients may switch on them.
 * docs/graphql is made from this.
 */
export const ERROR_CODES = {
  BAD_USER_INPUT: 'An argument or a variable does not fit; the message names it. Mend it.',
  FORBIDDEN: 'Your key does not open this field. Leave it out, or ask with the key of a reporter.',
  POSITION_AHEAD:
    '`asOf`, or what the ledger knew at `knownAt`, lies ahead of the figures. Ask again shortly, or leave it out.',
  NOT_READY: 'The figures are being built for the first time. Ask again shortly.',
  TIMEOUT: 'It took too long and was stopped. Ask for fewer months, or for smaller pages.',
  SERVICE_UNAVAILABLE: 'The database does not answer. Ask again shortly.',
  INTERNAL: 'The ledger failed on this query and has logged why. Tell its operators.',
  PAGE_TOO_LARGE:
    '`first` is out of its range. Ask for a smaller page, and for the rows behind it with `after`.',
  QUERY_TOO_COSTLY: 'The answer may hold too many values. Ask for smaller pages or fewer fields.',
  QUERY_TOO_DEEP: 'Fields lie too deep. Ask for the inner ones in a query of their own.',
  QUERY_TOO_ALIASED: 'Too many aliases. Use the fields that list months, sectors and rows.',
  QUERY_TOO_DIRECTED: 'Too many directives. Ask in several queries.',
  QUERY_TOO_LONG: 'Too many words and signs. Put values into variables, or ask in several queries.',
  OPERATION_UNKNOWN:
    'The document has several queries, or none of that name. Say which with `operationName`.',
  OPERATION_UNSUPPORTED: 'GraphQL only reads here. What changes the ledger goes by REST, below `/v1`.',
  ARCHIVED:
    'Events that were asked for have left the database for archived files, which this API does not read. The operator has them: `npm run ledger -- export`.',
  // These three are given by GraphQL Yoga.
  GRAPHQL_PARSE_FAILED: 'The query is no GraphQL; the message tells where it breaks off.',
  GRAPHQL_VALIDATION_FAILED:
    'A field, an argument or a value written into the query does not fit the schema; the message names it.',
  BAD_REQUEST: 'The request is no GraphQL request: POST one JSON object with `query` and `variables`.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

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

/** @param argument what the position was asked for by. */
export function positionAhead(asked: number, reached: number, argument = 'asOf'): GraphQLError {
  return fieldError(
    'POSITION_AHEAD',
    `${argument} ${asked} lies ahead of the read models, which have come to position ${reached}. Ask again shortly, or leave ${argument} out.`,
  );
}

export function knownAhead(instant: string, position: number, reached: number): GraphQLError {
  return fieldError(
    'POSITION_AHEAD',
    `At knownAt ${instant} the ledger had come to position ${position}, and the read models have come to ${reached}. Ask again shortly, or leave knownAt out.`,
  );
}

export function ledgerUnready(): GraphQLError {
  return fieldError('NOT_READY', 'The read models are being built for the first time; ask again shortly.');
}

/**
 * What is archived must not look like nothing: an explanation with a part left out would be wrong.
 * @param instead What to do, where there is more than that.
 */
export function archived(
  position: string | number,
  instead = 'Ask for what lies behind it, or the operator for an export.',
): GraphQLError {
  return fieldError(
    'ARCHIVED',
    `The event at position ${position} is in an archived file, which this API does not read. ${instead}`,
  );
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
    if (sqlState === '22021') {
      return told(
        error,
        'BAD_USER_INPUT',
        'A text in the question holds the character U+0000, which nothing in the ledger has. Leave it out.',
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

/** Class 08 is a broken connection, 57P that the server stops; the rest are Node's and node-postgres's own. */
export function isLostConnection(sqlState: unknown, cause: unknown): boolean {
  if (typeof sqlState === 'string' && /^(08|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(sqlState)) return true;
  return (
    cause instanceof Error &&
    /connection (terminated|timeout)|timeout exceeded|read timeout/i.test(cause.message)
  );
}
