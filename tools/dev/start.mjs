// `npm start`: installs and builds what is missing, then starts the ledger in this process; flags go to it.
// Plain JavaScript: on a bare clone it runs before anything is installed or built.
import { readFileSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(readFileSync(new URL('../start/help.txt', import.meta.url), 'utf8'));
} else {
  await ensureInstalled();
  await ensureBuilt();
  const { main } = await import('../start/dist/main.js');
  await main(args);
}
