import { OptionsError, readOptions, SECTIONS } from './options.js';

it('runs everything, as the page on benchmarks says, where nothing else is told', () => {
  expect(readOptions(['event-store'])).toEqual({
    name: 'event-store',
    extent: { rounds: 5, seconds: 3, readEvents: 1_000_000, events: 10_000_000 },
    sections: SECTIONS,
    json: false,
  });
});

it('takes what is told', () => {
  const flags = '--json --rounds 1 --seconds 0.1 --only read --only append --read-events 2000 --events 100';
  expect(readOptions(['event-store', ...flags.split(' ')])).toEqual({
    name: 'event-store',
    extent: { rounds: 1, seconds: 0.1, readEvents: 2_000, events: 100 },
    // In the order in which they are run.
    sections: ['append', 'read'],
    json: true,
  });
  expect(readOptions(['event-store', '--skip-growth'])).toMatchObject({
    sections: SECTIONS.filter((section) => section !== 'growth'),
  });
  expect(readOptions(['--help'])).toBeUndefined();
  expect(readOptions(['settlements'])).toEqual({
    name: 'settlements',
    rounds: 5,
    entries: 10_000,
    seconds: 10,
    json: false,
  });
  expect(readOptions('settlements --rounds 2 --entries 100 --seconds 1'.split(' '))).toMatchObject({
    rounds: 2,
    entries: 100,
    seconds: 1,
  });
  expect(readOptions(['bulk'])).toEqual({ name: 'bulk', rounds: 5, lines: 20_000, json: false });
  expect(readOptions('institutions --facts 20000 --rounds 1'.split(' '))).toEqual({
    name: 'institutions',
    rounds: 1,
    facts: 20_000,
    json: false,
  });
  expect(readOptions(['figures'])).toEqual({
    name: 'figures',
    rounds: 5,
    events: 10_000_000,
    seconds: 20,
    parts: ['cost', 'as-of', 'freshness', 'catching-up'],
    json: false,
  });
  const figures = 'figures --only freshness --only cost --events 10000 --seconds 2 --scale 0.2';
  expect(readOptions(figures.split(' '))).toMatchObject({
    events: 10_000,
    seconds: 2,
    scale: 0.2,
    // In the order in which they are run.
    parts: ['cost', 'freshness'],
  });
  expect(readOptions('bulk --json --rounds 2 --lines 100'.split(' '))).toEqual({
    name: 'bulk',
    rounds: 2,
    lines: 100,
    json: true,
  });
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
  ['event-store --lines 5', '--lines'],
  ['bulk --lines 0', '--lines'],
  ['bulk --lines 50001', '50000'],
  ['bulk --only read', '--only'],
  ['bulk --events 5', '--events'],
  ['bulk --seconds 5', '--seconds'],
  ['settlements --lines 5', '--lines'],
  ['institutions --facts 9999', '10000'],
  ['bulk --facts 20000', '--facts'],
  ['settlements --entries 0', '--entries'],
  ['figures --only read', '"read"'],
  ['figures --events 9999', '10000'],
  ['figures --scale 21', '20'],
  ['figures --scale 0.05', '0.1'],
  ['figures --scale much', 'number'],
  ['bulk --scale 2', '--scale'],
])('refuses "%s" and names what is wrong', (line, words) => {
  const read = () => readOptions(line.split(' ').filter(Boolean));
  expect(read).toThrow(OptionsError);
  expect(read).toThrow(words);
});
