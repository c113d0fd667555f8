import {
  type Chunks,
  Iso20022Error,
  type Iso20022Item,
  type Iso20022Part,
  type NotifiedEntry,
  type ReadLimits,
  type RejectedItem,
  readAllMessages,
} from './index.js';

/** What is said of a payment or an entry, without what frames it. */
export const itemsOf = (parts: readonly Iso20022Part[]): readonly Iso20022Item[] =>
  parts.filter((part): part is Iso20022Item => !FRAMES.has(part.kind));

const FRAMES: ReadonlySet<string> = new Set(['message', 'message-end', 'statement', 'statement-end']);

/** The items of the file. */
export async function read(
  file: string | Uint8Array | Iterable<Uint8Array | string>,
  limits?: ReadLimits,
): Promise<readonly Iso20022Item[]> {
  const chunks = typeof file === 'string' || file instanceof Uint8Array ? [file] : file;
  return itemsOf(await readAllMessages(chunks, limits));
}

/** All parts of the file. */
export const readParts = (file: string | Uint8Array): Promise<readonly Iso20022Part[]> =>
  readAllMessages([file]);

/** The one sound entry of the file. @throws Error where it holds anything else. */
export async function readOne(file: string | Iterable<Uint8Array | string>): Promise<NotifiedEntry> {
  const items = await read(file);
  const [item] = items;
  if (items.length === 1 && item?.kind === 'entry') return item;
  throw new Error(`not one sound entry: ${JSON.stringify(items)}`);
}

/** The one entry of the file, which has a fault. @throws Error where it holds anything else. */
export async function readRejected(file: string): Promise<RejectedItem> {
  const items = await read(file);
  const [item] = items;
  if (items.length === 1 && item?.kind === 'rejected') return item;
  throw new Error(`not one rejected entry: ${JSON.stringify(items)}`);
}

/** The fault of the file. @throws Error where it has none, or one that is no {@link Iso20022Error}. */
export async function faultOf(
  file: string | Uint8Array | { readonly chunks: Chunks },
  limits?: ReadLimits,
): Promise<Iso20022Error> {
  const chunks = typeof file === 'string' || file instanceof Uint8Array ? [file] : file.chunks;
  try {
    await readAllMessages(chunks, limits);
  } catch (error) {
    if (error instanceof Iso20022Error) return error;
    throw error;
  }
  throw new Error('the file was read without a fault');
}

/** A hostile file must not hold up the others: without its bound each takes minutes, on a busy machine with it some seconds. */
const HOSTILE_CPU_MS_MAX = 15_000;

/** The fault of a file that was made to do harm, which must show soon and be short: it goes into an answer and a log. */
export async function faultOfHostile(file: string | Uint8Array): Promise<Iso20022Error> {
  const cpuMs = cpuClock();
  const fault = await faultOf(file);
  expect(cpuMs()).toBeLessThan(HOSTILE_CPU_MS_MAX);
  expect(fault.message.length).toBeLessThan(500);
  expect(fault.xpath?.length ?? 0).toBeLessThan(20_000);
  return fault;
}

/** Milliseconds of work since now: unlike the time of day, it does not grow while others use the machine. */
export function cpuClock(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
}
