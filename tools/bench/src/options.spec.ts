import { OptionsError, readOptions, SECTIONS } from './options.js';

it('runs everything, as the page on benchmarks says, where nothing else is told', () => {
  expect(readOptions(['event-store'])).toEqual({
    extent: { rounds: 5, seconds: 3, readEvents: 1_000_000, events: 10_000_000 },
    sections: SECTIONS,
    json: false,
  });
});

it('takes what is told', () => {
  const flags = '--json --rounds 1 --seconds 0.1 --only read --only append --read-events 2000 --events 100';
  expect(readOptions(['event-store', ...flags.split(' ')])).toEqual({
    extent: { rounds: 1, seconds: 0.1, readEvents: 2_000, events: 100 },
    // In the order in which they are run.
    sections: ['append', 'read'],
    json: true,
  });
  expect(readOptions(['event-store', '--skip-growth'])?.sections).not.toContain('growth');
  expect(readOptions(['--help'])).toBeUndefined();
});

it.each([
  ['', 'Name what is measured'],
  ['bus', 'Name what is measured'],
  ['event-store twice', 'Name what is measured'],
  ['event-store --fast', 'fast'],
  ['event-store --rounds 0', '--rounds'],
  ['event-store --rounds 1.5', '--rounds'],
  ['event-store --seconds 0', '--seconds'],
  ['event-store --seconds soon', '--seconds'],
  ['event-store --read-events -5', '--read-events'],
  ['event-store --only speed', '"speed"'],
  ['event-store --only growth --skip-growth', '--skip-growth'],
])('refuses "%s" and names what is wrong', (line, words) => {
  const read = () => readOptions(line.split(' ').filter(Boolean));
  expect(read).toThrow(OptionsError);
  expect(read).toThrow(words);
});
