// A process that appends to the ledger as fast as it can, as a service does; the test of order starts several and kills their connections.
// Told by the environment: DATABASE_URL, ROLE, CATEGORY, SEED. Prints a line of JSON for each append that was acknowledged:
// [first position, last position, marks of its events].
import { EventStore, ledgerPool } from '../../dist/index.js';

const { DATABASE_URL, ROLE, CATEGORY, SEED } = process.env;
const pool = ledgerPool(DATABASE_URL, ROLE, 3);
const store = new EventStore({ pool });

/** mulberry32: a seed makes the same choices again. */
let state = Number(SEED);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const upTo = (count) => Math.floor(random() * count);

let running = true;
process.on('SIGTERM', () => {
  running = false;
});

const event = (mark) => ({
  type: 'Noted',
  schemaVersion: 1,
  occurredAt: '2026-03-01T10:00:00+05:00',
  participants: [],
  data: { mark },
});

async function write(writer) {
  for (let n = 0; running; n += 1) {
    const marks = Array.from({ length: 1 + upTo(4) }, (_, index) => `${SEED}-${writer}-${n}-${index}`);
    // Few streams, so that appends meet on them; at times two at once.
    const first = upTo(6);
    const ids = marks.length > 1 && upTo(3) === 0 ? [first, first + 6] : [first];
    const streams = ids.map((id, index) => ({
      streamId: `${CATEGORY}-${id}`,
      expectedVersion: 'any',
      events: (index === 0 ? marks.slice(ids.length - 1) : marks.slice(0, 1)).map(event),
    }));
    try {
      const { firstPosition, position } = await store.append({
        streams,
        actor: 'trader:demo',
        correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
      });
      const told = streams.flatMap(({ events }) => events.map(({ data }) => data.mark));
      process.stdout.write(`${JSON.stringify([firstPosition, position, told])}\n`);
    } catch {
      // A connection was killed: whether that append is in the log is not known, and not told.
    }
  }
}

await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
await store.close();
await pool.end();
