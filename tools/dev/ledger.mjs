// `npm run ledger -- …`: installs and builds what is missing, then runs the command-line tool for operators and auditors.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
await ensureBuilt();
const { main } = await import('../../apps/cli/dist/main.js');
await main();
