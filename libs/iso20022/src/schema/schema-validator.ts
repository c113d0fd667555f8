import { Worker } from 'node:worker_threads';
import { SchemaCheckError, type SchemaFault } from './schema-fault.js';
import type { SchemaIndex } from './schema-folder.js';
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.js';

export interface SchemaLimits {
  /** Larger documents are not held against a schema, as all of one has to be held at once; 8 MiB unless told. */
  readonly documentBytesMax?: number;
  /** Of all documents that wait; 32 MiB unless told. */
  readonly waitingBytesMax?: number;
  /** Of one document, from the moment at which it is looked at; 10 seconds unless told. */
  readonly timeoutMs?: number;
  /** What runs in the thread, for tests of what may become of it. */
  readonly script?: URL;
}

interface Job extends ToWorker {
  readonly resolve: (faults: readonly SchemaFault[] | undefined) => void;
  readonly reject: (error: Error) => void;
}

const MIB = 1024 * 1024;

// A thread runs what is built, also where the caller is read as TypeScript.
const SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/schema/schema-worker.js' : './schema-worker.js',
  import.meta.url,
);

/**
 * Holds documents against the XML schemas of a folder, in a thread of its own: a document of 8 MiB takes about a quarter of a
 * second. One is looked at a time, in the order in which they came. A thread that takes too long or breaks is ended, and the next
 * document gets another.
 */
export class SchemaValidator {
  readonly #folder: string;
  readonly #limits: Required<SchemaLimits>;
  readonly #waiting: Job[] = [];
  #waitingBytes = 0;
  #thread: Promise<Worker> | undefined;
  #index: SchemaIndex = new Map();
  #busy = false;
  #closed = false;

  private constructor(folder: string, limits: SchemaLimits) {
    this.#folder = folder;
    this.#limits = {
      documentBytesMax: limits.documentBytesMax ?? 8 * MIB,
      waitingBytesMax: limits.waitingBytesMax ?? 32 * MIB,
      timeoutMs: limits.timeoutMs ?? 10_000,
      script: limits.script ?? SCRIPT,
    };
  }

  /** Looks through the folder. @throws Error naming the folder, or the file in it that is no sound schema. */
  static async open(folder: string, limits: SchemaLimits = {}): Promise<SchemaValidator> {
    const validator = new SchemaValidator(folder, limits);
    validator.#thread = validator.#start({ folder });
    await validator.#thread;
    return validator;
  }

  /** Target namespaces of the schemas that are at hand. */
  get namespaces(): readonly string[] {
    return [...this.#index.keys()];
  }

  /**
   * What of a document, in UTF-8, breaks the schema of `namespace`: at most 100 faults, none where it keeps to
   * it. Undefined where nothing can be said: no schema is at hand, or the document is larger than is looked at.
   * @throws SchemaCheckError `busy` where too much waits already, `time-out` and `broken` where the check came to no end, `closed`.
   */
  validate(namespace: string, document: Uint8Array): Promise<readonly SchemaFault[] | undefined> {
    const { documentBytesMax, waitingBytesMax } = this.#limits;
    if (this.#closed) return Promise.reject(closed());
    if (!this.#index.has(namespace) || document.length > documentBytesMax) return Promise.resolve(undefined);
    if (this.#waitingBytes + document.length > waitingBytesMax) {
      const message = `More than ${waitingBytesMax} bytes wait to be held against their schemas.`;
      return Promise.reject(new SchemaCheckError('busy', message));
    }
    this.#waitingBytes += document.length;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ namespace, document, resolve, reject });
      void this.#work();
    });
  }

  /** Ends the thread; what waits is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(closed());
    const thread = await this.#thread?.catch(() => undefined);
    await thread?.terminate();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#waitingBytes -= job.document.length;
      try {
        job.resolve(await this.#check(job));
      } catch (error) {
        job.reject(error as Error);
      }
    }
    this.#busy = false;
  }

  async #check({ namespace, document }: ToWorker): Promise<readonly SchemaFault[] | undefined> {
    this.#thread ??= this.#start({ folder: this.#folder, index: this.#index });
    try {
      const thread = await this.#thread;
      const answer = this.#answerOf(thread, this.#limits.timeoutMs);
      thread.postMessage({ namespace, document } satisfies ToWorker);
      const told = await answer;
      if (told.kind === 'checked') return told.faults;
      throw new SchemaCheckError('broken', 'The thread that holds documents against schemas began anew.');
    } catch (error) {
      const thread = this.#thread;
      this.#thread = undefined;
      await (await thread.catch(() => undefined))?.terminate();
      throw this.#closed ? closed() : error;
    }
  }

  /** A thread that has found the schemas. @throws Error as it says. */
  async #start(start: WorkerStart): Promise<Worker> {
    const thread = new Worker(this.#limits.script, { workerData: start });
    // What it says on its way out, when nobody waits for it, is nobody's.
    thread.on('error', () => undefined);
    const told = await this.#answerOf(thread, undefined);
    if (told.kind === 'ready') {
      this.#index = told.index;
      return thread;
    }
    await thread.terminate();
    throw new Error(told.kind === 'failed' ? told.message : 'The thread answered before it was asked.');
  }

  /** The next message of the thread, which holds up the end of the process only until then. */
  #answerOf(thread: Worker, timeoutMs: number | undefined): Promise<FromWorker> {
    thread.ref();
    return new Promise<FromWorker>((resolve, reject) => {
      const onMessage = (message: FromWorker): void => done(() => resolve(message));
      const onError = (error: Error): void =>
        done(() => reject(new SchemaCheckError('broken', `The check broke off: ${error.message}`)));
      const onExit = (): void => onError(new Error('its thread ended'));
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => {
              const message = `The document was not held against its schema within ${timeoutMs} ms.`;
              done(() => reject(new SchemaCheckError('time-out', message)));
            }, timeoutMs);
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        thread.unref();
        settle();
      };
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
  }
}

function closed(): SchemaCheckError {
  return new SchemaCheckError('closed', 'The schema validator was closed.');
}
