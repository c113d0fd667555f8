import { loginUrl } from './login-url.js';

const login = { name: 'gateway_of_ö "x"', password: 'p-w_1', database: 'ledger' };
const NAMED = 'gateway_of_%C3%B6%20%22x%22:p-w_1@';

it.each([
  ['the same place', 'postgres://me:secret@db:5433/ledger', `postgres://${NAMED}db:5433/ledger`],
  ['no password', 'postgresql://me@db/ledger', `postgresql://${NAMED}db/ledger`],
  ['no user', 'postgres://db/ledger', `postgres://${NAMED}db/ledger`],
  ['an @ in the password', 'postgres://me:s@cret@db/ledger', `postgres://${NAMED}db/ledger`],
  // The name of the user would stand for it.
  ['no database', 'postgres://me:secret@db', `postgres://${NAMED}db/ledger`],
  ['nothing behind the slash', 'postgres://me:secret@db/', `postgres://${NAMED}db/ledger`],
  ['a socket', 'postgres:///ledger?host=/run', `postgres://${NAMED}/ledger?host=/run`],
  [
    'other settings, kept as they are',
    'postgres://me:secret@db/a%20b?sslmode=verify-full&options=-c%20lock_timeout=1',
    `postgres://${NAMED}db/a%20b?sslmode=verify-full&options=-c%20lock_timeout=1`,
  ],
  [
    'the user among the settings',
    'postgres://db/ledger?user=me&ssl=1&password=secret&us%65r=me',
    `postgres://${NAMED}db/ledger?ssl=1`,
  ],
  ['nothing but the user', 'postgres://db/ledger?user=me', `postgres://${NAMED}db/ledger`],
])('puts a login in place of the user: %s', (_, given, expected) => {
  expect(loginUrl(given, login)).toBe(expected);
});
