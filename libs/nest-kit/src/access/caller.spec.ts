import { actsFor, type Caller, checkOffice, isNamedBy, type ROLES } from '../index.js';

const customs = (...offices: string[]): Caller => ({ participant: 'demo-customs', role: 'customs', offices });

it.each<[string, Caller, string, boolean]>([
  ['its own office', customs('PKTOR', 'KZHOR'), 'KZHOR', true],
  ['another office', customs('PKTOR', 'KZHOR'), 'KZALA', false],
  ['an office of its country', customs('KZ'), 'KZALA', true],
  ['an office of another country', customs('KZ'), 'PKTOR', false],
  ['an office, without one of its own', customs(), 'PKTOR', false],
  [
    'an office, with a key that tells of none',
    { participant: 'demo-customs', role: 'customs' },
    'PKTOR',
    false,
  ],
])('customs acts for %s: %j, %s: %j', (_, caller, office, may) => {
  expect(actsFor(caller, office)).toBe(may);
  const check = () => checkOffice(caller, office, '/office');
  if (may) expect(check).not.toThrow();
  else
    expect(check).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 403, code: 'not-your-office', pointer: '/office' }),
      }),
    );
});

it.each<[readonly string[] | undefined, string, boolean]>([
  [['DEMOPKKA'], 'DEMOPKKA', true],
  [['DEMOPKKA'], 'DEMOPKKAXXX', true],
  [['DEMOPKKAXXX'], 'DEMOPKKALHE', true],
  [['DEMOKZKA', 'DEMOPKKA'], 'DEMOPKKA', true],
  [['DEMOPKKA'], 'DEMOPKLA', false],
  [[], 'DEMOPKKA', false],
  [undefined, 'DEMOPKKA', false],
])('a bank with %j is named by %s: %j', (bics, bic, is) =>
  expect(isNamedBy({ ...(bics && { bics }) }, bic)).toBe(is),
);

it.each<(typeof ROLES)[number]>(['bank', 'trader', 'reporter', 'operator', 'commission'])(
  'a key of a %s is not bound to offices',
  (role) => expect(actsFor({ participant: 'demo', role }, 'PKTOR')).toBe(true),
);
