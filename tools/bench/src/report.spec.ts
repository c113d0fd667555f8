import { type CheckLine, isMet, Report } from './report.js';

function report() {
  const printed: string[] = [];
  const lines: CheckLine[] = [];
  const made = new Report(
    (line) => printed.push(line),
    (line) => lines.push(line),
  );
  return { made, printed, lines };
}
const atLeast = { name: 'append at 256, against Emmett', unit: '×', goal: 12 };
const atMost = { name: 'memory of reading', unit: 'MB', goal: 200, atMost: true };

it('gives one line a check, with the names that were promised', () => {
  const { made, lines } = report();
  made.measurement({ name: 'ours at 256', value: 38_000, unit: 'events/s' });
  made.check({ ...atLeast, value: 14.25 });
  made.check({ ...atMost, value: 250 });
  expect(lines.map((line) => JSON.stringify(line))).toEqual([
    '{"name":"append at 256, against Emmett","value":14.25,"unit":"×","goal":12,"ok":true}',
    '{"name":"memory of reading","value":250,"unit":"MB","goal":200,"ok":false}',
  ]);
});

it('meets a goal that is reached exactly, and none by what is no number', () => {
  expect(isMet({ ...atLeast, value: 12 })).toBe(true);
  expect(isMet({ ...atLeast, value: 11.999 })).toBe(false);
  expect(isMet({ ...atMost, value: 200 })).toBe(true);
  expect(isMet({ ...atMost, value: 200.1 })).toBe(false);
  expect(isMet({ ...atLeast, value: Number.NaN })).toBe(false);
  expect(isMet({ ...atMost, value: Number.NaN })).toBe(false);
});

it('ends with 1 where one check falls short', () => {
  const { made } = report();
  expect(made.exitStatus).toBe(0);
  made.check({ ...atLeast, value: 13 });
  expect(made.exitStatus).toBe(0);
  made.check({ ...atLeast, value: 11 });
  made.check({ ...atLeast, value: 13 });
  expect(made.exitStatus).toBe(1);
  expect(made.summary()).toBe('2 ok, 1 short of the goal');
});

it('lists what was not run, which is neither met nor missed', () => {
  const { made, printed, lines } = report();
  made.notRun({ ...atLeast, why: 'there is nothing to verify with' });
  expect(lines).toEqual([{ ...atLeast, value: null, ok: null }]);
  expect(printed[0]).toMatch(
    /^ {2}append at 256, against Emmett .* ≥ 12 × .* not run: there is nothing to verify with$/,
  );
  expect(made.exitStatus).toBe(0);
  expect(made.summary()).toBe('0 ok, 0 short of the goal, 1 not run');
});

it('prints a table for people: value, goal, how far from it, and whether it is met', () => {
  const { made, printed } = report();
  made.measurement({
    name: 'ours at 256',
    value: 38_123.4,
    unit: 'events/s',
    latencyMsP50: 6.514,
    latencyMsP99: 12,
  });
  made.check({ ...atLeast, value: 18 });
  made.check({ ...atMost, value: 100 });
  const words = printed.map((line) => line.trim().split(/ {2,}/));
  expect(words).toEqual([
    ['ours at 256', '38,123 events/s', '6.51 ms', '12.00 ms'],
    ['append at 256, against Emmett', '18 ×', '≥ 12 ×', '1.5', 'ok'],
    ['memory of reading', '100 MB', '≤ 200 MB', '2', 'ok'],
  ]);
});

it('never rounds a value to the goal that it misses', () => {
  const { made, printed } = report();
  made.check({ name: 'growth', unit: '×', goal: 0.9, value: 0.8999 });
  made.check({ name: 'share', unit: '%', goal: 100, value: 99.9999 });
  made.check({ name: 'cost', unit: 'µs', goal: 7, atMost: true, value: 7.001 });
  expect(printed.map((line) => line.trim().split(/ {2,}/).slice(1))).toEqual([
    ['0.89 ×', '≥ 0.9 ×', '0.99', 'SHORT'],
    ['99.99 %', '≥ 100 %', '0.99', 'SHORT'],
    ['7.01 µs', '≤ 7 µs', '0.99', 'SHORT'],
  ]);
});
