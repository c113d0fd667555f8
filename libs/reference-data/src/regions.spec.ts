import { isCountry } from './countries.js';
import { REGIONS } from './regions.js';

it('has Central Asia as the United Nations have it', () => {
  expect(REGIONS.get('central-asia')).toEqual({
    code: 'central-asia',
    name: 'Central Asia',
    countries: ['KG', 'KZ', 'TJ', 'TM', 'UZ'],
  });
});

it.each([...REGIONS.values()])('$name is of countries, each once', ({ code, countries }) => {
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(countries.filter((country) => !isCountry(country))).toEqual([]);
  expect(new Set(countries).size).toBe(countries.length);
});
