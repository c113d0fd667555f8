import { checkCountry, checkCurrencyCode, OWN_CURRENCY_OF } from './index.js';

it.each([...OWN_CURRENCY_OF])('of %s is %s, both known', (country, currency) => {
  expect(() => checkCountry(country, '')).not.toThrow();
  expect(() => checkCurrencyCode(currency, '')).not.toThrow();
});

it('are of both sides of the corridor', () =>
  expect([OWN_CURRENCY_OF.get('PK'), OWN_CURRENCY_OF.get('KZ')]).toEqual(['PKR', 'KZT']));
