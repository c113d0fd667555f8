// `npm test`: installs and builds what is missing, then runs Jest; further arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { ensureBuilt } from '../dev/build.mjs';
import { ensureInstalled } from '../dev/install.mjs';

await ensureInstalled();
// The end-to-end tests run the product's processes; building here, once, keeps several of them from doing it at the same time.
await ensureBuilt();
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
  process.execPath,
  // Jest loads ECMAScript modules through Node's vm modules, which stand behind this flag.
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
