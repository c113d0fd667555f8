// `npm test`: installs and builds what is missing, then runs Jest; further arguments go to Jest.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { ensureBuilt } from '../dev/build.mjs';
import { ensureInstalled } from '../dev/install.mjs';
import { testSeed } from './seed.mjs';

await ensureInstalled();
// The end-to-end tests run the product's processes; building here, once, keeps several of them from doing it at the same time.
await ensureBuilt();
const { beginServer, endLeftServers } = await import('./server.mjs');
await endLeftServers();
const seed = testSeed();
process.stdout.write(`What is drawn at random begins with TEST_SEED=${seed}.\n`);
const server = beginServer();
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const tests = spawn(
  process.execPath,
  // Jest loads ECMAScript modules through Node's vm modules, which stand behind this flag.
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, TEST_SERVER_FILE: server.file, TEST_SEED: String(seed) } },
);
// Ctrl-C reaches Jest as well, which ends; what is told to this process alone is passed on. The server is ended behind it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => tests.kill('SIGTERM'));
const [status] = await once(tests, 'exit');
await server.stop();
process.exit(status ?? 1);
