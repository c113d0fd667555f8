import { ProblemError } from '@corridor/nest-kit';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { badInput, maskError } from './errors.js';

const mask = maskError(pino({ level: 'silent' }));
const failure = (message: string, code?: string) => Object.assign(new Error(message), { code });
/** As GraphQL hands over what a resolver threw. */
const thrownAt = (originalError: Error, path: string[]) => new GraphQLError('', { originalError, path });

it('leaves our own words as they are', () => {
  const own = badInput('to: "2026-01" lies before from.');
  const located = thrownAt(own, ['bilateralTrade']);
  expect(mask(own)).toBe(own);
  expect(mask(located)).toBe(located);
});

it.each([
  ['TIMEOUT', failure('canceling statement due to statement timeout', '57014')],
  ['SERVICE_UNAVAILABLE', failure('terminating connection due to administrator command', '57P01')],
  ['SERVICE_UNAVAILABLE', failure('the database system is starting up', '57P03')],
  ['SERVICE_UNAVAILABLE', failure('connection failure', '08006')],
  ['SERVICE_UNAVAILABLE', failure('connect ECONNREFUSED 10.0.0.7:5432', 'ECONNREFUSED')],
  ['SERVICE_UNAVAILABLE', failure('getaddrinfo ENOTFOUND db.internal', 'ENOTFOUND')],
  ['SERVICE_UNAVAILABLE', failure('Connection terminated unexpectedly')],
  ['SERVICE_UNAVAILABLE', failure('timeout exceeded when trying to connect')],
  // What node-postgres says of a server that took a statement and is silent since.
  ['SERVICE_UNAVAILABLE', failure('Query read timeout')],
  ['BAD_USER_INPUT', new ProblemError(422, 'content-invalid', 'first: at most 500')],
  ['BAD_USER_INPUT', failure('invalid byte sequence for encoding "UTF8": 0x00', '22021')],
  ['INTERNAL', failure('relation "read.trade_facts" does not exist', '42P01')],
  ['INTERNAL', new TypeError("Cannot read properties of undefined (reading 'cents')")],
])('tells %s where %s was thrown, and of the inside nothing', (code, error) => {
  const told = mask(thrownAt(error, ['ledger', 'head'])) as GraphQLError;
  expect(told).toMatchObject({ path: ['ledger', 'head'], extensions: { code } });
  const { message, originalError, stack } = told;
  expect(originalError).toBeUndefined();
  if (!(error instanceof ProblemError)) expect(`${message} ${stack}`).not.toContain(error.message);
});
