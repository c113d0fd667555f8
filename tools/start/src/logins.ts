import { createHash, randomBytes } from 'node:crypto';
import type { LedgerRole } from '@corridor/event-store';
import pg from 'pg';
import { withDatabase } from './database.js';
import { loginUrl } from './login-url.js';
import { scramVerifier } from './scram-verifier.js';
import { StartError } from './start-error.js';

/** Each service and its SQL role. */
export const SERVICE_ROLES = {
  'trade-events': 'trade_events',
  'payments-settlement': 'payments_settlement',
  reporting: 'reporting',
  gateway: 'gateway',
} as const satisfies Record<string, LedgerRole>;
export type ServiceName = keyof typeof SERVICE_ROLES;
const SERVICES = Object.keys(SERVICE_ROLES) as readonly ServiceName[];

export interface Logins {
  /** With what each service connects: its own login, and nothing of the owner's. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Whether no other login may connect to the database but those that were granted it: only its owner can see to that. */
  readonly closed: boolean;
}

// One at a time on a database. Archiving has the number behind it, appending the one before.
const LOCK = 7_236_838;
const NAME_BYTES_MAX = 63;
// Two of a service at once, as around a restart, and far from all that a server has.
const CONNECTIONS_MAX = 30;

/** The login of a service: roles belong to the whole server, where other ledgers may have theirs. */
export function loginName(service: ServiceName, database: string): string {
  const name = `${SERVICE_ROLES[service]}_of_${database}`;
  if (Buffer.byteLength(name) <= NAME_BYTES_MAX) return name;
  const digest = createHash('sha256').update(database).digest('hex').slice(0, 32);
  return `${SERVICE_ROLES[service]}_of_${digest}`;
}

/**
 * Makes the login of each service, or gives it a new password; connections that are open go on. A login is a member of its service's
 * role and of nothing else, and does not inherit: without the role it may do nothing at all, so whatever it gives up or resets, it
 * has the rights of its service or none. `databaseUrl` is that of the owner.
 * @throws StartError where its user may not do so, a role of that name has other rights, or the server does not let the logins in
 */
export async function makeLogins(databaseUrl: string): Promise<Logins> {
  const passwords = SERVICES.map((service) => [service, randomBytes(32).toString('base64url')] as const);
  const { database, closed } = await withDatabase(databaseUrl, (client) =>
    inTransaction(client, async () => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const place = await closeDatabase(client);
      for (const [service, password] of passwords) await makeLogin(client, place, service, password);
      return place;
    }),
  ).catch((error: unknown) => {
    throw isRightMissing(error) ? cannotMake(error) : error;
  });
  const urls = Object.fromEntries(
    passwords.map(([service, password]) => [
      service,
      loginUrl(databaseUrl, { name: loginName(service, database), password, database }),
    ]),
  ) as Logins['urls'];
  await Promise.all(SERVICES.map((service) => tryLogin(urls[service], loginName(service, database))));
  return { urls, closed };
}

interface Place {
  readonly database: string;
  readonly closed: boolean;
}

/**
 * Everybody may connect to a new database, and the services' roles are those of every ledger on the server: the login of one ledger
 * would have its service's rights in all of them.
 */
async function closeDatabase(client: pg.Client): Promise<Place> {
  const { rows } = await client.query<Place>(
    `SELECT datname AS database, pg_has_role(datdba, 'USAGE') AS closed FROM pg_database WHERE datname = current_database()`,
  );
  const [place] = rows;
  if (place === undefined) throw new Error('the database is not among those of its server');
  if (place.closed) {
    await client.query(
      `REVOKE CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(place.database)} FROM PUBLIC`,
    );
  }
  return place;
}

async function makeLogin(
  client: pg.Client,
  { database, closed }: Place,
  service: ServiceName,
  password: string,
): Promise<void> {
  const name = loginName(service, database);
  const role = SERVICE_ROLES[service];
  const [login, at] = [client.escapeIdentifier(name), client.escapeIdentifier(database)];
  const changing = `CONNECTION LIMIT ${CONNECTIONS_MAX} PASSWORD ${client.escapeLiteral(scramVerifier(password))}`;
  if (await isThere(client, name, role)) {
    await client.query(`ALTER ROLE ${login} ${changing}`);
    // A login may change its own defaults: one that was taken over leaves none behind.
    await client.query(`ALTER ROLE ${login} RESET ALL`);
    await client.query(`ALTER ROLE ${login} IN DATABASE ${at} RESET ALL`);
  } else {
    await client.query(
      `CREATE ROLE ${login} LOGIN NOINHERIT ${changing} IN ROLE ${client.escapeIdentifier(role)}`,
    );
  }
  if (closed) await client.query(`GRANT CONNECT ON DATABASE ${at} TO ${login}`);
}

/** Whether the login is there. @throws StartError where its rights are not those it was made with */
async function isThere(client: pg.Client, name: string, role: LedgerRole): Promise<boolean> {
  const { rows } = await client.query<{ more: boolean; roles: readonly string[] }>(
    `SELECT r.rolsuper OR r.rolinherit OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
         OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid AND m.admin_option) AS more,
       ARRAY(SELECT DISTINCT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS roles
     FROM pg_roles r WHERE r.rolname = $1`,
    [name],
  );
  const [found] = rows;
  if (found === undefined) return false;
  if (!found.more && found.roles.length === 1 && found.roles[0] === role) return true;
  const quoted = client.escapeIdentifier(name);
  throw new StartError(
    `The role ${quoted} is there, with other rights than the login of a service has. See what it is for; to have it made anew: ` +
      `DROP OWNED BY ${quoted}; DROP ROLE ${quoted};`,
  );
}

async function tryLogin(url: string, name: string): Promise<void> {
  try {
    await withDatabase(url, async () => undefined);
  } catch (error) {
    throw new StartError(
      `PostgreSQL does not let the login ${name} in, which was just made for a service: ${(error as Error).message}. ` +
        'It has to be let in by its password (pg_hba.conf), and to the database (GRANT CONNECT).',
    );
  }
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  // One that fails ends with its connection.
  const result = await work();
  await client.query('COMMIT');
  return result;
}

const isRightMissing = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && error.code === '42501';

const cannotMake = ({ message, detail }: pg.DatabaseError): StartError =>
  new StartError(
    `The user that DATABASE_URL names cannot make the logins of the services: ${[message, detail].filter(Boolean).join('. ')}. ` +
      'It needs CREATEROLE, and from PostgreSQL 16 on also WITH ADMIN OPTION the roles that it did not make itself.',
  );
