// `npm test`: installs what is missing, then runs Jest; further arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { ensureInstalled } from '../dev/install.mjs';

await ensureInstalled();
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
  process.execPath,
  // Jest loads ECMAScript modules through Node's vm modules, which stand behind this flag.
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
