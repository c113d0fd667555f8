// Runs Nx without its daemon: a background process that outlives the command that started it
// would break the promise that nothing is left behind.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const { status } = spawnSync(process.execPath, [nx, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
});
process.exit(status ?? 1);
