import type { EpcisEvent } from './event.js';
import { canonicalIdentifier } from './identifiers.js';
import { expanded, type Namespaces } from './namespaces.js';
import { normalTerm } from './vocabulary.js';

/** What a query compares of an event, each in its normal form: two ways to write the same thing are found alike. */
export interface EventKeys {
  readonly action: string | undefined;
  readonly bizStep: string | undefined;
  readonly disposition: string | undefined;
  readonly readPoint: string | undefined;
  readonly bizLocation: string | undefined;
  /** Of each business transaction its type, a space, and its id; the type is empty where none was given. */
  readonly bizTransactions: readonly string[];
  /** What it says it happened to: `epcList` and `childEPCs`, each also by the class that it is of. */
  readonly epcs: readonly string[];
  readonly parentId: readonly string[];
  /** The objects that it names anywhere, likewise. */
  readonly anyEpcs: readonly string[];
}

export function eventKeysOf(event: EpcisEvent, namespaces: Namespaces): EventKeys {
  const fields: Readonly<Record<string, unknown>> = event;
  const uri = (value: unknown) =>
    typeof value === 'string' ? normalIdentifier(value, namespaces) : undefined;
  const all = (...names: readonly string[]) =>
    names.flatMap((name) => fields[name] ?? []).flatMap((one) => classed(uri(one)));
  const epcs = all('epcList', 'childEPCs');
  const parentId = all('parentID');
  return {
    action: event.type === 'TransformationEvent' ? undefined : event.action,
    bizStep: event.bizStep && normalTerm('bizStep', event.bizStep),
    disposition: event.disposition && normalTerm('disposition', event.disposition),
    readPoint: uri(event.readPoint?.id),
    bizLocation: uri(event.bizLocation?.id),
    bizTransactions: unique(
      (event.bizTransactionList ?? []).map(({ type, bizTransaction }) =>
        transactionKey(type ?? '', uri(bizTransaction) ?? ''),
      ),
    ),
    epcs: unique(epcs),
    parentId: unique(parentId),
    anyEpcs: unique([...epcs, ...parentId, ...all('inputEPCList', 'outputEPCList')]),
  };
}

/** How a business transaction is looked up. @param id in its normal form. */
export function transactionKey(type: string, id: string): string {
  return `${normalTerm('bizTransactionType', type)} ${id}`;
}

/** The form in which identifiers are compared. */
export function normalIdentifier(text: string, namespaces: Namespaces): string {
  const full = expanded(text, namespaces);
  return canonicalIdentifier(full ? full.namespace + full.local : text);
}

/** A serial number is also found by what it numbers: `…/01/04012345111118/21/9876` by `…/01/04012345111118`. */
function classed(id: string | undefined): readonly string[] {
  if (id === undefined) return [];
  const [, type] = /^(https:\/\/id\.gs1\.org\/(?:01|8006|8010)\/[^/]+)\/[^/]+\/[^/]+$/.exec(id) ?? [];
  return type === undefined ? [id] : [id, type];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
