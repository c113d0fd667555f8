import { parentPort, workerData } from 'node:worker_threads';
import { indexSchemas, type SchemaIndex } from './schema-folder.js';
import { SchemaSet } from './schema-set.js';
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.js';

// The thread of a SchemaValidator: one document at a time, and an answer to each.
if (!parentPort) throw new Error('This runs as a thread of the schema validator.');
const port = parentPort;
const tell = (message: FromWorker): void => port.postMessage(message);

let index: SchemaIndex | undefined;
try {
  const start = workerData as WorkerStart;
  index = start.index ?? indexSchemas(start.folder);
} catch (error) {
  tell({ kind: 'failed', message: (error as Error).message });
}
if (index) {
  const schemas = new SchemaSet(index);
  port.on('message', ({ namespace, document }: ToWorker) => {
    tell({ kind: 'checked', faults: schemas.validate(namespace, document) });
  });
  tell({ kind: 'ready', index });
}
