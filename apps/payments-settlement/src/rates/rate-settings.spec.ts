import { readRateSettings } from './rate-settings.js';

it('takes a rate of the last seven days where nothing else is set', () => {
  expect(readRateSettings({})).toEqual({ maxAgeDays: 7 });
  expect(readRateSettings({ RATE_MAX_AGE_DAYS: '' })).toEqual({ maxAgeDays: 7 });
});

it.each([
  ['0', 0],
  ['3', 3],
  ['366', 366],
])('takes %s', (RATE_MAX_AGE_DAYS, maxAgeDays) => {
  expect(readRateSettings({ RATE_MAX_AGE_DAYS })).toEqual({ maxAgeDays });
});

it.each(['367', '-1', '1.5', 'a week'])('refuses "%s"', (RATE_MAX_AGE_DAYS) => {
  expect(() => readRateSettings({ RATE_MAX_AGE_DAYS })).toThrow('RATE_MAX_AGE_DAYS');
});
