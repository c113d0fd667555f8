import type { KeyObject } from 'node:crypto';
import { Writable } from 'node:stream';
import type { Role, RunningService } from '@corridor/nest-kit';
import { pino } from 'pino';
import { GATEWAY_LIMITS, type GatewayLimits, startGateway } from '../index.js';
import { keyOf } from './filled-ledger.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly path?: unknown; readonly code: unknown }[];
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

export interface AskOptions {
  readonly role?: Role;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** What the client takes; without a word, what GraphQL over HTTP calls for. */
  readonly accept?: 'application/json';
}

export interface GatewayUnderTest extends RunningService {
  /** Asks as the holder of a role's key, by POST. */
  ask(query: string, options?: AskOptions): Promise<Answer>;
  /** Every SQL statement since the last call. */
  statements(): readonly string[];
}

export interface GatewayOptions {
  readonly tradeEventsUrl?: string;
  readonly paymentsSettlementUrl?: string;
  readonly reportingUrl?: string;
  readonly limits?: Partial<GatewayLimits>;
  /** What reports are signed with. */
  readonly reportKey?: KeyObject;
}

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

export async function startGatewayUnderTest(
  databaseUrl: string,
  {
    tradeEventsUrl = NOWHERE,
    paymentsSettlementUrl = NOWHERE,
    reportingUrl,
    limits,
    reportKey,
  }: GatewayOptions = {},
): Promise<GatewayUnderTest> {
  let statements: string[] = [];
  const lines = new Writable({
    write(line: Buffer, _encoding, done) {
      const { sql, msg } = JSON.parse(line.toString()) as { sql?: string; msg?: string };
      if (msg === 'statement' && sql) statements.push(sql);
      done();
    },
  });
  const settings = {
    databaseUrl,
    tradeEventsUrl,
    paymentsSettlementUrl,
    ...(reportingUrl && { reportingUrl }),
    ...(reportKey && { reportKey }),
    host: '127.0.0.1',
    port: 0,
    logLevel: 'trace',
  };
  const logger = pino({ level: 'trace' }, lines);
  const gateway = await startGateway(settings, logger, { ...GATEWAY_LIMITS, ...limits });
  return {
    ...gateway,
    ask: async (query, { role = 'reporter', variables, operationName, accept } = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${keyOf(role)}`,
          'content-type': 'application/json',
          accept: accept ?? 'application/graphql-response+json',
        },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const body = (await response.json()) as {
        data?: unknown;
        errors?: { message: string; path?: unknown; extensions?: { code?: unknown } }[];
        extensions?: Record<string, unknown>;
      };
      const errors = (body.errors ?? []).map(({ message, path, extensions }) => ({
        message,
        ...(path !== undefined && { path }),
        code: extensions?.code,
      }));
      return {
        status: response.status,
        headers: response.headers,
        data: body.data,
        errors,
        extensions: body.extensions,
      };
    },
    statements: () => {
      const since = statements;
      statements = [];
      return since;
    },
  };
}
