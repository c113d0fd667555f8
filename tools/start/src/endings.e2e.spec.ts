import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { NpmStart, pathWithout, printed } from './npm-start.spec-kit.js';

const MINUTES = 60_000;

// Without Kafka, which takes some seconds to start; that it ends with the rest is shown with the whole path.
const path = pathWithout('java', 'mvn');
let start: NpmStart;
beforeEach(() => {
  start = new NpmStart({ PATH: path });
});
afterEach(() => start.discard(), MINUTES);
afterAll(() => rmSync(path, { recursive: true, force: true }));

const SERVICES = ['trade-events', 'payments-settlement', 'reporting', 'gateway'];

it(
  'runs each service as a process of its own, and leaves none where npm alone is told to end',
  async () => {
    const run = await start.ready('--no-demo');
    for (const service of SERVICES) expect(start.pidOf(`apps/${service}/dist/main.js`)).toBeGreaterThan(0);
    run.process.kill('SIGTERM');
    await run.ended;
    expect(await start.allGone()).toEqual([]);
  },
  2 * MINUTES,
);

it.each([['reporting'], ['gateway']])(
  'ends all where %s crashes, and names it',
  async (service) => {
    const run = await start.ready('--no-demo');
    process.kill(start.pidOf(`apps/${service}/dist/main.js`), 'SIGKILL');
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(`${service} ended unexpectedly with SIGKILL`);
    expect(await start.allGone()).toEqual([]);
  },
  2 * MINUTES,
);

it(
  'leaves nothing where it is killed itself, and can be started again at once',
  async () => {
    const run = await start.ready('--no-demo');
    process.kill(start.pidOf('tools/dev/start.mjs'), 'SIGKILL');
    await run.ended;
    const again = await start.ready('--no-demo');
    expect((await fetch(`${again.url}/health/ready`)).status).toBe(200);
    process.kill(start.pidOf('tools/dev/start.mjs'), 'SIGKILL');
    await again.ended;
    expect(await start.allGone()).toEqual([]);
  },
  2 * MINUTES,
);

it.each([[/✓ PostgreSQL/], [/✓ keys/]])(
  'leaves nothing where it is interrupted at %s, and starts after that',
  async (moment) => {
    const run = start.begin('--demo-scale', '0.1');
    await printed(run, moment);
    expect(await start.interrupt(run)).toEqual([]);
    const again = await start.ready('--demo-scale', '0.1');
    expect(again.output()).toContain('✓ demo');
  },
  4 * MINUTES,
);

it(
  'refuses a second start on the same data, and the first goes on',
  async () => {
    const run = await start.ready('--no-demo');
    const second = start.npm(['start'], { LEDGER_PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('A ledger runs on this data folder already (process ');
    expect((await fetch(`${run.url}/health/ready`)).status).toBe(200);
    const fresh = start.npm(['start', '--', '--fresh'], { LEDGER_PORT: '0' });
    expect(await fresh.ended).toBe(1);
    expect((await fetch(`${run.url}/health/ready`)).status).toBe(200);
  },
  2 * MINUTES,
);

describe('says what stands in its way, and a way on', () => {
  const refused = async (env: NodeJS.ProcessEnv): Promise<string> => {
    const run = start.npm(['start', '--', '--no-demo'], { LEDGER_PORT: '0', ...env });
    expect(await run.ended).toBe(1);
    expect(await start.allGone()).toEqual([]);
    return run.output();
  };

  it(
    'a taken port',
    async () => {
      const other: Server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      const { port } = other.address() as AddressInfo;
      const output = await refused({ LEDGER_PORT: String(port) });
      other.close();
      expect(output).toContain(
        `Port ${port} is taken by another program. End that, or choose another port: LEDGER_PORT=`,
      );
    },
    MINUTES,
  );

  it(
    'a data folder of another version',
    async () => {
      await start.interrupt(await start.ready('--no-demo'));
      const marker = join(start.dataDir, 'ledger.json');
      const { migrations, ...rest } = JSON.parse(readFileSync(marker, 'utf8'));
      writeFileSync(
        marker,
        JSON.stringify({ ...rest, migrations: { ...migrations, '9999_later.sql': 'ff' } }),
      );
      expect(await refused({})).toContain(
        "was written by another version of the ledger (its migration 9999_later.sql is not this one's). Start with --fresh",
      );
    },
    2 * MINUTES,
  );

  it(
    "a data folder that is somebody else's",
    async () => {
      writeFileSync(join(start.dataDir, 'letters.txt'), 'dear');
      expect(await refused({})).toContain('is not the data folder of a ledger');
      expect(readFileSync(join(start.dataDir, 'letters.txt'), 'utf8')).toBe('dear');
    },
    MINUTES,
  );
});
