import { rejectionOf } from '@corridor/testing';
import { checkCountry, checkLocode, isCountry, placeName } from './index.js';

it.each([
  ['PKKHI', 'Karachi'],
  ['PKGWD', 'Gwadar'],
  ['PKTOR', 'Torkham'],
  ['KZALA', 'Almaty'],
  ['UZTAS', 'Tashkent'],
  ['TJDYU', 'Dushanbe'],
  ['AFKBL', 'Kabul'],
  ['CNKHG', 'Kashgar'],
])('%s is %s', (code, name) => {
  expect(placeName(code)).toBe(name);
  expect(() => checkLocode(code, '/origin')).not.toThrow();
});

it.each(['PKZZZ', 'pkkhi', 'KHI', '', 'PKKHI '])('"%s" is no place', (code) => {
  expect(placeName(code)).toBeUndefined();
  const { code: reason, details } = rejectionOf(() => checkLocode(code, '/origin'));
  expect([reason, details]).toEqual(['place-unknown', { pointer: '/origin' }]);
});

it.each(['PK', 'KZ', 'UZ', 'KG', 'TJ', 'AF', 'CN', 'IR', 'US', 'ZW'])('%s is a country', (code) => {
  expect(() => checkCountry(code, '/country')).not.toThrow();
});

// SU was withdrawn, UK is reserved, XK is user-assigned.
it.each(['SU', 'UK', 'XK', 'pk', 'PAK', ''])('"%s" is no country', (code) => {
  expect(isCountry(code)).toBe(false);
  const { code: reason, details } = rejectionOf(() => checkCountry(code, '/country'));
  expect([reason, details]).toEqual(['country-unknown', { pointer: '/country' }]);
});
