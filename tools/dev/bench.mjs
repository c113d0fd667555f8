// `npm run bench -- NAME`: installs and builds what is missing, then measures.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
await ensureBuilt();
const { main } = await import('../bench/dist/main.js');
await main(process.argv.slice(2));
