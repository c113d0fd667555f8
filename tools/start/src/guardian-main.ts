// A small process that outlives a start that was killed, and then ends what that start left running. It stands in a
// session of its own, so that neither Ctrl-C nor a closed terminal reaches it.
import { DataFolder } from './data-folder.js';
import { endEverything, isAnythingRunning } from './left-behind.js';

// A server that was being started when its start was killed may show up this much later.
const LATECOMERS_MS = 3_000;
const POLL_MS = 100;

const [path] = process.argv.slice(2);
if (path === undefined || !process.connected) throw new Error('only npm start runs this');
const folder = new DataFolder(path);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

// The start ended in good order and needs no guardian any more.
process.once('message', () => process.exit(0));
process.once('disconnect', () => void endLeftBehind());

async function endLeftBehind(): Promise<void> {
  await endEverything(folder);
  const deadline = Date.now() + LATECOMERS_MS;
  while (Date.now() < deadline) {
    if (isAnythingRunning(folder)) await endEverything(folder);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  process.exit(0);
}
