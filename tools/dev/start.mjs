// `npm start`: installs and builds what is missing, then starts the ledger in this process; flags go to it (--help).
// Plain JavaScript: on a bare clone it runs before anything is installed or built.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
await ensureBuilt();
const { main } = await import('../start/dist/main.js');
await main(process.argv.slice(2));
