import { readdirSync, readFileSync } from 'node:fs';
import { ContractRegistry, type EventType } from '@corridor/contracts';
import { WEIGHING_CONTRACTS, type WeighingContract } from '../../../libs/contracts/src/weighing.spec-kit.js';

const root = new URL('../../../', import.meta.url);

interface Reader {
  readonly service: string;
  readonly reader: string;
  readonly handles: readonly string[];
}
interface Generator {
  eventDocs(contracts: ContractRegistry<string>, readers: readonly Reader[]): ReadonlyMap<string, string>;
}

/** The part of a page below the heading of an event. */
async function sectionOf(type: WeighingContract['type'], readers: readonly Reader[]): Promise<string> {
  const generator: Generator = await import(new URL('tools/generate/event-docs.mjs', root).href);
  const contracts = new ContractRegistry<string>(WEIGHING_CONTRACTS);
  const page = generator.eventDocs(contracts, readers).get('consignment.md') ?? '';
  return page.split('\n## ').find((section) => section.startsWith(type)) ?? '';
}

describe('the page of an event', () => {
  it('tells the newest version, and of each older one that it is upcast', async () => {
    const section = await sectionOf('Weighed', []);
    const versions = section.split('\n').filter((line) => line.startsWith('- Version'));
    expect(versions).toEqual([
      '- Version 3 is appended: [JSON Schema](schemas/Weighed.v3.json).',
      '- Version 2 is deprecated ([JSON Schema](schemas/Weighed.v2.json)): it is no longer appended, and is upcast to version 3 on reading.',
      '- Version 1 is deprecated ([JSON Schema](schemas/Weighed.v1.json)): it is no longer appended, and is upcast to version 2 on reading.',
    ]);
    expect(section).toContain('| `scale` | ');
    expect(section).not.toContain('| `kg` | ');
  });

  it('keeps the schema of every version', async () => {
    const generator: Generator = await import(new URL('tools/generate/event-docs.mjs', root).href);
    const files = generator.eventDocs(new ContractRegistry<string>(WEIGHING_CONTRACTS), []);
    const schemas = [...files.keys()].filter((name) => name.startsWith('schemas/')).sort();
    const versions = ['Sealed.v1', 'Weighed.v1', 'Weighed.v2', 'Weighed.v3'];
    expect(schemas).toEqual(versions.map((name) => `schemas/${name}.json`));
    expect(JSON.parse(files.get('schemas/Weighed.v1.json') ?? '')).toMatchObject({
      title: 'Weighed v1',
      properties: { kg: { type: 'number' } },
    });
    expect(files.get('README.md')).toContain(
      '| [Weighed](consignment.md#weighed) | 3, 2, 1 | trade-events |',
    );
  });

  it('tells who appends it and who reads it', async () => {
    const readers = [
      { service: 'reporting', reader: 'projection `loads`', handles: ['Weighed'] },
      { service: 'reporting', reader: 'projection `seals`', handles: ['Sealed'] },
      { service: 'reporting', reader: 'projection `trips`', handles: ['Sealed', 'Weighed'] },
      { service: 'scales', reader: 'process manager', handles: ['Weighed'] },
    ];
    const section = await sectionOf('Weighed', readers);
    expect(section).toContain('- Appended by trade-events.\n');
    expect(section).toContain(
      '- Read by reporting (projection `loads`, projection `trips`); scales (process manager).\n',
    );
    expect(await sectionOf('Sealed', [])).toContain('- Read by its own aggregate only.\n');
  });
});

/** What makes a reader of events: a projection, the reactions of a process manager, a reader of its own. */
const MAKES_A_READER = /\b(?:projectionOf|readerOf)\(|\): Reactions<|\.readAll\(/;

/** Sources that read events, by what they call, of which `lists` (the places where readers are listed) say nothing. */
function unlistedReaders(sources: ReadonlyMap<string, string>, lists: readonly string[]): readonly string[] {
  return [...sources]
    .filter(([, text]) => MAKES_A_READER.test(text))
    .map(([path]) => path)
    .filter((path) => {
      // As one of them imports it: from another package's dist, or from beside.
      const [, app = '', file = ''] = /^apps\/([^/]+)\/src\/(.+)\.ts$/.exec(path) ?? [];
      return !lists.some(
        (text) => text.includes(`/${app}/dist/${file}.js'`) || text.includes(`'./${file}.js'`),
      );
    });
}

describe('the list of who reads events', () => {
  const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');
  const lists = ['tools/generate/event-readers.mjs', 'apps/reporting/src/projections.ts'].map(textOf);
  const sources = new Map(
    readdirSync(new URL('apps', root), { recursive: true, encoding: 'utf8' })
      .map((path) => `apps/${path.replaceAll('\\', '/')}`)
      .filter((path) => /^apps\/[^/]+\/src\/.*\.ts$/.test(path) && !/\.spec(?:-kit)?\.ts$/.test(path))
      .map((path) => [path, textOf(path)]),
  );
  // They hand others the events that they read, or put others' reactions in a row, and handle none by themselves.
  const READS_FOR_ANOTHER = [
    'apps/payments-settlement/src/list/log-list.ts',
    'apps/payments-settlement/src/list/set-aside.ts',
    'apps/payments-settlement/src/process/naming-rounds.ts',
    'apps/payments-settlement/src/process/rate-rounds.ts',
    'apps/payments-settlement/src/supervision/supervision.ts',
    'apps/trade-events/src/process/trade-process.ts',
  ];

  it('leaves out none', () => {
    expect(unlistedReaders(sources, lists)).toEqual(READS_FOR_ANOTHER);
    expect([...sources].filter(([, text]) => MAKES_A_READER.test(text)).length).toBeGreaterThan(4);
  });

  it.each([
    ['a projection', 'export const seals = projectionOf({ name: "seals" });'],
    ['a process manager', 'export function sealing(): Reactions<"Sealed"> { return {}; }'],
    ['a reader of its own', 'const read = readerOf(["Sealed"], tell);'],
    ['one that reads the log', 'const events = await store.readAll({ after });'],
  ])('misses %s that is new', (_, text) => {
    const path = 'apps/reporting/src/seals/seals.ts';
    expect(unlistedReaders(new Map([[path, text]]), lists)).toEqual([path]);
    const listed = "import { seals } from './seals/seals.js';";
    expect(unlistedReaders(new Map([[path, text]]), [listed])).toEqual([]);
  });

  it('names types that are published, for each reader', async () => {
    const { EVENT_READERS }: { EVENT_READERS: readonly (Reader & { handles: readonly EventType[] })[] } =
      await import(new URL('tools/generate/event-readers.mjs', root).href);
    const { PUBLISHED_CONTRACTS } = await import('@corridor/contracts');
    const names = EVENT_READERS.map(({ service, reader }) => `${service}: ${reader}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { handles } of EVENT_READERS) {
      expect(handles.length).toBeGreaterThan(0);
      for (const type of handles) expect(PUBLISHED_CONTRACTS.versionsOf(type)).not.toEqual([]);
    }
  });
});
