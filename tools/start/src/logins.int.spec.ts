import pg from 'pg';
import { connect, withDatabase } from './database.js';
import { type Logins, loginName, makeLogins, SERVICE_ROLES, type ServiceName } from './logins.js';
import { LoginsWorld } from './logins-world.spec-kit.js';
import { StartError } from './start-error.js';

const SERVICES = Object.keys(SERVICE_ROLES) as readonly ServiceName[];
/** Of 60 bytes: no room for the name of a service, and two that begin alike. */
const LONG = ['a', 'b'].map((end) => `${'ledger'.repeat(9)}-long${end}`);

let world: LoginsWorld;
beforeAll(async () => {
  world = await LoginsWorld.start();
});
afterAll(() => world.stop());

/** Who one is with a connection string, and where. */
const whoAndWhere = (url: string) =>
  withDatabase(url, async (client) => {
    const { rows } = await client.query<{ login: string; database: string }>(
      'SELECT session_user::text AS login, current_database()::text AS database',
    );
    return rows[0];
  });

/** The database and its owner; the groups' roles are made by the keeper, who comes first. */
const LEDGERS = [
  ['My "odd" ledger, ö; DROP', 'keeper'],
  [LONG[0] ?? '', 'keeper'],
  [LONG[1] ?? '', 'keeper'],
  ['ledger', 'postgres'],
] as const;

describe('the logins of several ledgers on one server', () => {
  const made = new Map<string, Logins>();
  beforeAll(async () => {
    for (const [database, owner] of LEDGERS) {
      made.set(database, await makeLogins(await world.ledger(database, owner)));
    }
  });

  it.each(LEDGERS)('lead to their own database: %s', async (database) => {
    for (const service of SERVICES) {
      const name = loginName(service, database);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
      expect(await whoAndWhere(made.get(database)?.urls[service] ?? '')).toEqual({ login: name, database });
    }
    expect(made.get(database)?.closed).toBe(true);
  });

  it('are all different ones', () => {
    const names = LEDGERS.flatMap(([database]) => SERVICES.map((service) => loginName(service, database)));
    expect(new Set(names).size).toBe(LEDGERS.length * SERVICES.length);
    expect(loginName('payments-settlement', 'ledger')).toBe('payments_settlement_of_ledger');
  });

  it.each(LEDGERS)('do not get into the database of another: from %s', async (database) => {
    const place = (name: string) => `/${encodeURI(name)}`;
    for (const [other] of LEDGERS.filter(([name]) => name !== database)) {
      for (const service of SERVICES) {
        const url = made.get(database)?.urls[service] ?? '';
        expect(url).toContain(place(database));
        await expect(whoAndWhere(url.replace(place(database), place(other)))).rejects.toMatchObject({
          code: '42501',
          message: expect.stringContaining('permission denied for database'),
        });
      }
    }
  });
});

describe('a further start', () => {
  let url: string;
  let first: Logins;
  let open: pg.Client;
  let second: Logins;
  beforeAll(async () => {
    url = await world.ledger('again', 'postgres');
    first = await makeLogins(url);
    open = await connect(first.urls.gateway);
    await open.query('SET ROLE NONE');
    await open.query(`ALTER ROLE CURRENT_USER SET search_path = 'mine'`);
    await open.query(`ALTER ROLE CURRENT_USER IN DATABASE again SET application_name = 'mine'`);
    second = await makeLogins(url);
  });
  afterAll(() => open.end());

  it('makes new passwords for the same logins', async () => {
    for (const service of SERVICES) {
      expect(second.urls[service]).not.toBe(first.urls[service]);
      expect(await whoAndWhere(second.urls[service])).toMatchObject({ login: loginName(service, 'again') });
      await expect(whoAndWhere(first.urls[service])).rejects.toMatchObject({ code: '28P01' });
    }
    const passwords = [first, second].flatMap(({ urls }) =>
      SERVICES.map((service) => new URL(urls[service]).password),
    );
    expect(new Set(passwords).size).toBe(8);
    // 32 bytes in base64url.
    for (const password of passwords) expect(password).toMatch(/^[\w-]{43}$/);
  });

  it('lets a connection go on that is open', async () => {
    await open.query('SET ROLE gateway');
    expect((await open.query('SELECT count(*)::int AS events FROM read.events')).rows).toEqual([
      { events: 0 },
    ]);
  });

  it('keeps no defaults that a login gave itself', async () => {
    const rows = await withDatabase(second.urls.gateway, async (client) => {
      const shown = await client.query(`SELECT current_setting('search_path') AS path`);
      return shown.rows;
    });
    expect(rows).toEqual([{ path: '"$user", public' }]);
    expect(
      await world.superuser(
        `SELECT setrole::regrole::text FROM pg_db_role_setting WHERE setrole = 'gateway_of_again'::regrole`,
      ),
    ).toEqual([]);
  });
});

it('puts no password into a log of the server', async () => {
  const { urls } = await makeLogins(await world.ledger('logged', 'postgres'));
  expect(world.log()).toContain('CREATE ROLE "gateway_of_logged" LOGIN');
  for (const service of SERVICES) expect(world.log()).not.toContain(new URL(urls[service]).password);
});

describe('a role of that name with other rights', () => {
  let url: string;
  beforeAll(async () => {
    url = await world.ledger('taken', 'postgres');
  });

  it.each([
    ['of no group', 'LOGIN NOINHERIT'],
    ['of its group and another', 'LOGIN NOINHERIT IN ROLE reporting, trade_events'],
    ['of another group', 'LOGIN NOINHERIT IN ROLE trade_events'],
    ['that inherits', 'LOGIN INHERIT IN ROLE reporting'],
    [
      'that may give its group on',
      'LOGIN NOINHERIT; GRANT reporting TO reporting_of_taken WITH ADMIN OPTION',
    ],
    ['of a superuser', 'LOGIN NOINHERIT SUPERUSER IN ROLE reporting'],
    ['that may make roles', 'LOGIN NOINHERIT CREATEROLE IN ROLE reporting'],
  ])('is left as it is: %s', async (_, rights) => {
    await world.superuser(`CREATE ROLE reporting_of_taken ${rights}`);
    try {
      const making = makeLogins(url);
      await expect(making).rejects.toThrow(StartError);
      await expect(making).rejects.toThrow(
        'DROP OWNED BY "reporting_of_taken"; DROP ROLE "reporting_of_taken"',
      );
      const named = `rolname LIKE '%\\_of\\_taken'`;
      expect(await world.superuser(`SELECT rolname, rolpassword FROM pg_authid WHERE ${named}`)).toEqual([
        { rolname: 'reporting_of_taken', rolpassword: null },
      ]);
    } finally {
      await world.superuser('DROP ROLE reporting_of_taken');
    }
  });
});

describe('by a user who is not the owner', () => {
  beforeAll(async () => {
    await world.ledger('lent', 'postgres');
    await world.superuser(`CREATE ROLE lender LOGIN PASSWORD 'lent'`);
  });

  it('tells what a user needs who may not make roles', async () => {
    const making = makeLogins(world.url('lent', 'lender', 'lent'));
    await expect(making).rejects.toThrow(StartError);
    await expect(making).rejects.toThrow(/cannot make the logins of the services: .*It needs CREATEROLE/);
  });

  it('makes them, and tells that the database is open to every login', async () => {
    await world.superuser('ALTER ROLE lender CREATEROLE');
    await world.superuser(`GRANT ${Object.values(SERVICE_ROLES).join(', ')} TO lender WITH ADMIN OPTION`);
    const { urls, closed } = await makeLogins(world.url('lent', 'lender', 'lent'));
    expect(closed).toBe(false);
    expect(await whoAndWhere(urls.reporting)).toEqual({ login: 'reporting_of_lent', database: 'lent' });
  });

  it('tells where the server does not let a login in', async () => {
    await world.superuser(
      'REVOKE CONNECT ON DATABASE lent FROM PUBLIC; GRANT CONNECT ON DATABASE lent TO lender',
    );
    const making = makeLogins(world.url('lent', 'lender', 'lent'));
    await expect(making).rejects.toThrow(StartError);
    await expect(making).rejects.toThrow(/does not let the login \w+_of_lent in.*GRANT CONNECT/);
  });
});
