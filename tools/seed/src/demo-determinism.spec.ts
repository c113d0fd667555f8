import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type DemoAppend, type DemoOptions, generateDemo } from './index.js';
import { runModule } from './other-process.spec-kit.js';

const OPTIONS: DemoOptions = { seed: 7, endsOn: '2026-03-01', scale: 0.2, years: 1 };

function digestOf(options: DemoOptions): string {
  const hash = createHash('sha256');
  for (const append of generateDemo(options)) hash.update(JSON.stringify(append));
  return hash.digest('hex');
}

it('is the same from the same seed, to the byte, also in another process', async () => {
  const child = runModule(`
    import { createHash } from 'node:crypto';
    const hash = createHash('sha256');
    for (const append of seed.generateDemo(${JSON.stringify(OPTIONS)})) hash.update(JSON.stringify(append));
    process.send(hash.digest('hex'));
    process.disconnect();`);
  const [elsewhere] = await once(child, 'message');
  const here = digestOf(OPTIONS);
  expect(digestOf(OPTIONS)).toBe(here);
  expect(elsewhere).toBe(here);
}, 120_000);

it('is another one from another seed, another end or another size', () => {
  const digests = [
    OPTIONS,
    { ...OPTIONS, seed: 8 },
    // Seeds count in all of their bits.
    { ...OPTIONS, seed: 7 + 2 ** 32 },
    { ...OPTIONS, endsOn: '2026-03-02' },
    { ...OPTIONS, scale: 0.21 },
  ].map(digestOf);
  expect(new Set(digests).size).toBe(digests.length);
}, 120_000);

it('keeps in memory only what something will still happen to', () => {
  const options = { seed: 7, endsOn: '2026-03-01', scale: 0.5 };
  const lastAppend = new Map<string, number>();
  // What was paid on the way is told by others, also when nothing happens to the goods any more.
  const ofGoods = ({ streamId }: DemoAppend['streams'][number]): boolean => !streamId.startsWith('cost-');
  const seen = (append: DemoAppend): readonly string[] =>
    append.streams
      .filter(ofGoods)
      .flatMap(({ events }) =>
        events.flatMap(({ data }) => (data as { consignmentId?: string }).consignmentId ?? []),
      );
  for (const [index, append] of [...generateDemo(options)].entries()) {
    for (const consignmentId of seen(append)) lastAppend.set(consignmentId, index);
  }
  const demo = generateDemo(options);
  const open = new Set<string>();
  let index = 0;
  let looked = 0;
  for (const append of demo) {
    for (const consignmentId of seen(append)) {
      if (lastAppend.get(consignmentId) === index) open.delete(consignmentId);
      else open.add(consignmentId);
    }
    index += 1;
    // At the end there are those whose next event lies behind it.
    if (demo.share > 0.7) break;
    if (index % 100 !== 0) continue;
    looked += 1;
    expect(demo.live).toBeGreaterThanOrEqual(open.size);
    // A payment that names nothing does not say whose it is: two in a hundred wait for one.
    expect(demo.live).toBeLessThanOrEqual(open.size * 1.1 + 6);
  }
  expect(looked).toBeGreaterThan(90);
}, 120_000);

it('keeps few of those of a year, at a scale of 50', () => {
  const demo = generateDemo({ seed: 7, endsOn: '2026-03-01', scale: 50 });
  let appends = 0;
  let declared = 0;
  let liveMax = 0;
  for (const { streams } of demo) {
    appends += 1;
    if (streams[0]?.events[0]?.type === 'ConsignmentDeclared') declared += 1;
    if (appends % 1_000 === 0) liveMax = Math.max(liveMax, demo.live);
    if (demo.share >= 0.2) break;
  }
  // About 2,000 in five years at a scale of 1, fewer in the first of them.
  expect(declared).toBeGreaterThan(12_000);
  // Two months from the declaration to the last payment, as a rule.
  expect(liveMax).toBeLessThan(declared / 4);
}, 120_000);

it.each([
  [{ seed: -1 }, 'seed'],
  [{ seed: 0.5 }, 'seed'],
  [{ scale: 0 }, 'scale'],
  [{ scale: Number.NaN }, 'scale'],
  [{ years: 0 }, 'years'],
  [{ years: 1.5 }, 'years'],
  [{ endsOn: '2026-02-30' }, 'endsOn'],
  [{ endsOn: 'today' }, 'endsOn'],
])('is not made of %j', (change, field) => {
  expect(() => generateDemo({ ...OPTIONS, ...change })).toThrow(new RegExp(`^${field}: `));
});
