import { corridorStore } from '../stores/corridor-store.js';
import { followParent, tell, told } from './parent.js';

export interface ReaderTask {
  readonly url: string;
}

export interface ReaderAnswer {
  readonly events: number;
  readonly seconds: number;
  /** The most memory that this whole process had at a time. */
  readonly residentBytesMax: number;
}

followParent();
const { url } = await told<ReaderTask>();
const store = corridorStore.open(url);
const began = performance.now();
let events = 0;
for await (const batch of store.readAll?.() ?? []) events += batch.length;
const seconds = (performance.now() - began) / 1_000;
await store.close();
// maxRSS is in kilobytes.
await tell({
  events,
  seconds,
  residentBytesMax: process.resourceUsage().maxRSS * 1_024,
} satisfies ReaderAnswer);
process.exit(0);
