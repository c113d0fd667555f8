import { readScreeningSettings } from './screening-settings.js';

it.each([
  [{}, {}],
  [{ SCREENING_LIST: '', SCREENING_URL: '' }, {}],
  [{ SCREENING_LIST: 'names.csv' }, { list: 'names.csv' }],
  [{ SCREENING_URL: 'https://screening.example.org/v1' }, { url: 'https://screening.example.org/v1' }],
  [{ SCREENING_URL: 'http://127.0.0.1:8080/' }, { url: 'http://127.0.0.1:8080/' }],
  [{ SCREENING_URL: 'http://localhost:8080/' }, { url: 'http://localhost:8080/' }],
  [{ SCREENING_URL: 'http://[::1]:8080/' }, { url: 'http://[::1]:8080/' }],
])('reads %j', (environment, expected) => {
  expect(readScreeningSettings(environment)).toEqual(expected);
});

it.each([
  [
    { SCREENING_LIST: 'names.csv', SCREENING_URL: 'https://screening.example.org' },
    'either SCREENING_LIST or',
  ],
  [{ SCREENING_URL: 'screening' }, 'SCREENING_URL is a URL.'],
  [{ SCREENING_URL: 'http://screening.example.org' }, 'SCREENING_URL begins with https://'],
  [{ SCREENING_URL: 'http://127.0.0.1.example.org' }, 'SCREENING_URL begins with https://'],
  [{ SCREENING_URL: 'https://a:b@screening.example.org' }, 'SCREENING_URL has no credentials'],
])('refuses %j', (environment, message) => {
  expect(() => readScreeningSettings(environment)).toThrow(message);
});
