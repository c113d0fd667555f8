import type { SchemaFault } from './schema-fault.js';
import type { SchemaIndex } from './schema-folder.js';

export interface WorkerStart {
  readonly folder: string;
  /** Of a thread that takes over from another: the folder was found sound before. */
  readonly index?: SchemaIndex;
}

export interface ToWorker {
  readonly namespace: string;
  readonly document: Uint8Array;
}

export type FromWorker =
  | { readonly kind: 'ready'; readonly index: SchemaIndex }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'checked'; readonly faults: readonly SchemaFault[] | undefined };
