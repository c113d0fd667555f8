import { type AppendRequest, EventStore, ledgerPool } from '@corridor/event-store';
import pg from 'pg';
import { withDatabase } from './database.js';
import { type Logins, loginName, makeLogins, SERVICE_ROLES, type ServiceName } from './logins.js';
import { LoginsWorld } from './logins-world.spec-kit.js';

const SERVICES = Object.keys(SERVICE_ROLES) as readonly ServiceName[];
const OWN_CATEGORIES: Readonly<Record<ServiceName, readonly string[]>> = {
  'trade-events': [
    'consignment',
    'declaration',
    'invoice',
    'target',
    'guarantee',
    'transit',
    'route',
    'epcis',
    'capture',
    'ucr',
    'subject',
    'visa',
  ],
  'payments-settlement': [
    'obligation',
    'settlement',
    'payment',
    'message',
    'statement',
    'lc',
    'rate',
    'calendar',
    'webhook',
    'flag',
    'instrument',
  ],
  reporting: [],
  gateway: [],
};
const CATEGORIES = Object.values(OWN_CATEGORIES).flat();
/** A table in the schema of a service, which others neither read nor write. */
const OWN_TABLES: Partial<Record<ServiceName, string>> = {
  'trade-events': 'privacy.subject_keys',
  'payments-settlement': 'payments.answered_keys',
  reporting: 'reporting.projections',
};
const REFUSED = { code: '42501' };

let world: LoginsWorld;
beforeAll(async () => {
  world = await LoginsWorld.start();
});
afterAll(() => world.stop());

const request = (streamId: string): AppendRequest => ({
  streams: [
    {
      streamId,
      expectedVersion: 'any',
      events: [
        {
          type: 'Noted',
          schemaVersion: 1,
          occurredAt: '2026-03-01T10:00:00+05:00',
          data: {},
          participants: [],
        },
      ],
    },
  ],
  actor: 'trader:demo',
  correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
});

// The groups' roles are the keeper's, who comes first.
describe.each([
  ['keeper', 'rights "of" the ö keeper'],
  ['postgres', 'rights'],
] as const)('made by %s', (owner, database) => {
  let logins: Logins;
  let ownerPool: pg.Pool;
  const pools: pg.Pool[] = [];
  beforeAll(async () => {
    const url = await world.ledger(database, owner);
    logins = await makeLogins(url);
    ownerPool = ledgerPool(url);
    pools.push(ownerPool);
    await new EventStore({ pool: ownerPool }).append(request('consignment-kept'));
  });
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));

  const head = () => new EventStore({ pool: ownerPool }).head();
  const quoted = (service: ServiceName) => pg.escapeIdentifier(loginName(service, database));

  describe.each(SERVICES)('the login of %s', (service) => {
    const role = SERVICE_ROLES[service];
    const others = SERVICES.filter((other) => other !== service);
    /** Connections of the service, each of which says `first` before anything else: after an error it is a new one. */
    const connectionsAfter = (first: string): pg.Pool => {
      const pool = ledgerPool(logins.urls[service], role, 1);
      pools.push(pool);
      pool.options.onConnect = async (client) => {
        await client.query(first);
      };
      return pool;
    };

    it('is a member of its role alone, inherits nothing, and is nothing else', async () => {
      const rows = await world.superuser(
        `SELECT rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
           ARRAY(SELECT concat_ws(' ', roleid::regrole, admin_option, inherit_option)
                 FROM pg_auth_members WHERE member = r.oid) AS memberships
         FROM pg_roles r WHERE rolname = ${pg.escapeLiteral(loginName(service, database))}`,
      );
      expect(rows).toEqual([
        {
          rolcanlogin: true,
          rolinherit: false,
          rolsuper: false,
          rolcreaterole: false,
          rolcreatedb: false,
          rolreplication: false,
          rolbypassrls: false,
          memberships: [`${role} f f`],
        },
      ]);
    });

    it('does the work of its service: appends to its categories and reads the log', async () => {
      const store = new EventStore({ pool: connectionsAfter('SELECT 1') });
      const before = await head();
      for (const category of OWN_CATEGORIES[service]) {
        expect(await store.append(request(`${category}-1`))).toMatchObject({ outcome: 'appended' });
      }
      expect(await head()).toBe(before + OWN_CATEGORIES[service].length);
      expect(await store.readAll({ after: 0, limit: 1 })).toHaveLength(1);
    });

    it.each(['RESET ROLE', 'SET SESSION AUTHORIZATION DEFAULT; RESET ROLE'])(
      'appends nothing to the categories of others after %s',
      async (reset) => {
        const store = new EventStore({ pool: connectionsAfter(reset) });
        const before = await head();
        for (const category of CATEGORIES.filter((name) => !OWN_CATEGORIES[service].includes(name))) {
          await expect(store.append(request(`${category}-1`))).rejects.toThrow(
            /permission denied for (schema ledger|function append)|may not append to the category/,
          );
        }
        expect(await head()).toBe(before);
      },
    );

    it('without its role is nobody, and appends and reads nothing', async () => {
      const pool = connectionsAfter('SET ROLE NONE');
      const { rows } = await pool.query('SELECT current_user::text AS user');
      expect(rows).toEqual([{ user: loginName(service, database) }]);
      const store = new EventStore({ pool });
      const before = await head();
      for (const category of CATEGORIES) {
        await expect(store.append(request(`${category}-1`))).rejects.toMatchObject(REFUSED);
      }
      expect(await head()).toBe(before);
      for (const table of ['read.events', 'access.api_keys', ...Object.values(OWN_TABLES)]) {
        await expect(pool.query(`SELECT * FROM ${table}`)).rejects.toMatchObject(REFUSED);
      }
    });

    const gains = (): readonly string[] => [
      'SET ROLE ledger_owner',
      'SET ROLE postgres',
      'SET ROLE keeper',
      'SET SESSION AUTHORIZATION postgres',
      'SET SESSION AUTHORIZATION ledger_owner',
      ...others.flatMap((other) => [
        `SET ROLE ${SERVICE_ROLES[other]}`,
        `SET ROLE ${quoted(other)}`,
        `SET SESSION AUTHORIZATION ${quoted(other)}`,
        `GRANT ${SERVICE_ROLES[other]} TO ${quoted(service)}`,
        `GRANT ${role} TO ${quoted(other)}`,
      ]),
      ...['SUPERUSER', 'CREATEROLE', 'CREATEDB', 'BYPASSRLS', 'REPLICATION', 'CONNECTION LIMIT -1'].map(
        (gain) => `ALTER ROLE ${quoted(service)} ${gain}`,
      ),
      `ALTER ROLE ${role} LOGIN`,
      `GRANT ledger_owner TO ${quoted(service)}`,
      `GRANT ledger_owner TO ${role}`,
      `CREATE ROLE mine IN ROLE ${role}`,
      'CREATE DATABASE mine',
      'CREATE SCHEMA mine',
      'CREATE TABLE public.mine (n int)',
      'CREATE TABLE read.mine (n int)',
      'CREATE TEMPORARY TABLE mine (n int)',
      'UPDATE ledger.events SET type = type',
      'DELETE FROM ledger.events',
      'TRUNCATE ledger.events',
      "INSERT INTO access.api_keys (key_hash, participant, role) VALUES ('', 'me', 'operator')",
      ...others.flatMap((other) => {
        const table = OWN_TABLES[other];
        return table === undefined ? [] : [`SELECT * FROM ${table}`, `DELETE FROM ${table}`];
      }),
    ];

    it.each(['SELECT 1', 'RESET ROLE', 'SET ROLE NONE', 'SET SESSION AUTHORIZATION DEFAULT'])(
      'gains nothing after %s',
      async (first) => {
        const client = await connectionsAfter(first).connect();
        try {
          for (const sql of gains()) {
            const outcome = await client.query(sql).then(
              () => 'done',
              (error: pg.DatabaseError) => error.code,
            );
            expect(`${sql}: ${outcome}`).toBe(`${sql}: ${REFUSED.code}`);
          }
        } finally {
          client.release();
        }
      },
    );

    it.each(['ledger_owner', 'postgres', ...others.map((other) => SERVICE_ROLES[other])])(
      'cannot connect as %s',
      async (wanted) => {
        const url = `${logins.urls[service]}?options=${encodeURIComponent(`-c role=${wanted}`)}`;
        await expect(withDatabase(url, async () => undefined)).rejects.toMatchObject(REFUSED);
      },
    );
  });
});
