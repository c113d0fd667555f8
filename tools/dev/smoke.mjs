// `npm run smoke`: installs and builds what is missing, then drives the whole path over HTTP.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
await ensureBuilt();
const { main } = await import('../smoke/dist/main.js');
await main();
