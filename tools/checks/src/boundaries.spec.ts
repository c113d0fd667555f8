import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** The breaches (`rule: file`) and the imports (`file → file`) of the sources below `folder`. */
function cruise(folder: string): { violations: string[]; edges: string[] } {
  const parts = ['apps', 'libs', 'tools'].filter((part) => existsSync(join(folder, part)));
  const config = join(root, '.dependency-cruiser.cjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cli, '--config', config, '--output-type', 'json', ...parts],
    { cwd: folder, encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${stderr}`);
  const report: {
    summary: { violations: { from: string; rule: { name: string } }[] };
    modules: { source: string; dependencies: { resolved: string }[] }[];
  } = JSON.parse(stdout);
  return {
    violations: report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`),
    edges: report.modules.flatMap((m) => m.dependencies.map((d) => `${m.source} → ${d.resolved}`)),
  };
}

it('holds in this repository', () => {
  const { violations, edges } = cruise(root);
  expect(violations).toEqual([]);
  // An import across packages is followed to its source: else the rules would see nothing to object to.
  expect(edges).toContain('libs/domain/src/consignment/consignment.ts → libs/kernel/src/index.ts');
  expect(edges).toContain('tools/bench/src/stores/corridor-store.ts → libs/event-store/src/index.ts');
});

describe('a breach fails', () => {
  // Each file breaks one rule; one run over all of them tells which rule objects to which file.
  const breaches = [
    ['kernel-stands-alone', 'libs/kernel/src/io.ts', 'node:fs'],
    ['kernel-stands-alone', 'libs/kernel/src/upwards.ts', '../../domain/src/index.js'],
    ['domain-is-pure', 'libs/domain/src/io.ts', 'node:crypto'],
    ['domain-is-pure', 'libs/domain/src/sideways.ts', '../../x/src/index.js'],
    ['contracts-know-the-kernel-only', 'libs/contracts/src/downwards.ts', '../../domain/src/index.js'],
    ['the-ledger-knows-no-domain', 'libs/event-store/src/upwards.ts', '../../domain/src/index.js'],
    ['libs-do-not-know-apps', 'libs/x/src/upwards.ts', '../../../apps/a/src/index.js'],
    ['apps-do-not-know-each-other', 'apps/a/src/sideways.ts', '../../b/src/index.js'],
    ['the-product-does-not-know-tools', 'apps/a/src/tooled.ts', '../../../tools/t/src/index.js'],
    ['the-product-does-not-know-tools', 'libs/x/src/tooled.ts', '../../../tools/t/src/index.js'],
    ['everything-resolves', 'apps/a/src/nowhere.ts', './no-such-file.js'],
    // A cycle is one breach, reported at the first of its files.
    ['no-cycles', 'libs/x/src/cycle-a.ts', './cycle-b.js'],
  ] as const;
  let folder: string;
  let clean: string[];
  let broken: ReturnType<typeof cruise>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
    for (const part of [
      'apps/a',
      'apps/b',
      'libs/kernel',
      'libs/domain',
      'libs/contracts',
      'libs/event-store',
      'libs/x',
      'tools/t',
    ]) {
      mkdirSync(join(folder, part, 'src'), { recursive: true });
      writeFileSync(join(folder, part, 'src/index.ts'), 'export const here = 1;\n');
    }
    writeFileSync(join(folder, 'libs/x/src/cycle-b.ts'), "export * from './cycle-a.js';\n");
    writeFileSync(join(folder, 'libs/x/src/cycle-a.ts'), 'export const here = 1;\n');
    clean = cruise(folder).violations;
    for (const [, file, specifier] of breaches) {
      writeFileSync(join(folder, file), `export * from '${specifier}';\n`);
    }
    broken = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('and a tree without one passes', () => expect(clean).toEqual([]));

  it.each(breaches)('%s: %s imports %s', (rule, file) => {
    expect(broken.violations).toContain(`${rule}: ${file}`);
  });
});
