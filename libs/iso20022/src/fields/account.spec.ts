import { canonicalAccount } from '../index.js';
import { readOne } from '../reading.spec-kit.js';
import { camt054 } from '../statements/camt054.spec-kit.js';

it.each([
  ['PK36SCBL0000001123456702', 'PK36SCBL0000001123456702'],
  ['PK36 SCBL 0000 0011 2345 6702', 'PK36SCBL0000001123456702'],
  ['pk36scbl0000001123456702', 'PK36SCBL0000001123456702'],
  [' no93 8601 1117 947 ', 'NO9386011117947'],
  // Its check digits are wrong.
  ['pk37 scbl 0000 0011 2345 6702', 'PK37SCBL0000001123456702'],
])('"%s" is the IBAN %s', (spelled, canonical) => expect(canonicalAccount(spelled)).toBe(canonical));

it.each(['1', '0011 2345', 'pk36', 'acc-12 34', 'PK36SCBL0000001123456702/USD', 'no93 8601 1117 94'])(
  '"%s" looks like no IBAN and stays as it is',
  (account) => expect(canonicalAccount(account)).toBe(account),
);

it.each([{ iban: 'PK36scbl0000001123456702' }, { iban: null, account: 'pk36 SCBL 0000 0011 2345 6702' }])(
  'a notification of %j is of the account in its one spelling',
  async (notification) => {
    const entry = await readOne(camt054({ notifications: [notification] }));
    expect(entry.account).toBe('PK36SCBL0000001123456702');
  },
);
