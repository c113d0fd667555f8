import pg from 'pg';
import { parse } from 'pg-connection-string';

/** Which SQL role the connections take; the login of `connectionString` has to be a member of it. */
export type LedgerRole = 'trade_events' | 'payments_settlement' | 'reporting' | 'gateway';

const CONNECTIONS_MAX = 8;

/** In which words PostgreSQL writes days, instants and bytes: what reads them must not depend on the habits of a server, a database or a login. */
const FORMS = '-c DateStyle=ISO -c TimeZone=UTC -c IntervalStyle=postgres -c bytea_output=hex';

/** Connections that act as `role`, with time-outs: a lost server fails calls within seconds, it does not hang them. */
export function ledgerPool(connectionString: string, role?: LedgerRole, max = CONNECTIONS_MAX): pg.Pool {
  return poolOf({ connectionString, role, max, pipeline: false });
}

/**
 * As {@link ledgerPool}; statements of a connection go out without waiting for the answers to those before them. They are done in their order, and one that
 * fails fails those behind it where they are of one transaction. The time-out of each runs from when it is asked, and is the end of its connection, and of all that was asked on it. Nothing that streams can be among them: the log is read, and copied, on connections of `ledgerPool`.
 */
export function pipelinedPool(connectionString: string, role?: LedgerRole, max = CONNECTIONS_MAX): pg.Pool {
  return poolOf({ connectionString, role, max, pipeline: true });
}

function poolOf({
  connectionString,
  role,
  max,
  pipeline,
}: {
  readonly connectionString: string;
  readonly role: LedgerRole | undefined;
  readonly max: number;
  readonly pipeline: boolean;
}): pg.Pool {
  const pool = new pg.Pool({
    max,
    pipeline,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    query_timeout: 65_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    application_name: `corridor-ledger ${role ?? 'owner'}`,
    ...connectionAs(connectionString, role),
  });
  // A connection that breaks is replaced by the next call, and fails the query under way; without listeners it would end
  // the process: the pool's while it is idle, its own while it is in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * What `connectionString` says, to connect as `role`, or as its login. It is taken apart here, since node-postgres would let `options` in it replace
 * those that are given beside it; they hold, but for a role and for how values are written. PostgreSQL goes by the last of what is said twice.
 */
export function connectionAs(connectionString: string, role?: LedgerRole): pg.ClientConfig {
  const { options = '', ...given } = parse(connectionString);
  // As node-postgres takes it itself, with a port in words; the parser's own way to a ClientConfig loses `ssl=no-verify`.
  const config: object = {
    ...given,
    options: [options, FORMS, ...(role === undefined ? [] : [`-c role=${role}`])].join(' ').trimStart(),
  };
  return config;
}
