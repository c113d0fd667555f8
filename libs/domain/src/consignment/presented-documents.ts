import { Rejection } from '@corridor/kernel';
import { isSame, refuse } from '../checks.js';
import type { ConsignmentEvent, DocumentsPresented } from './consignment.events.js';
import type { KnownConsignment, PresentedDocument } from './consignment-state.js';

type Documents = DocumentsPresented['data']['documents'];

/**
 * Papers are brought to customs. A kind of which the declaration rests on the same papers already says nothing new; brought behind others, they
 * are what it rests on again.
 * @throws Rejection `document-unknown` for one that is not attached to the consignment.
 */
export function presented(
  occurredAt: string,
  { documents, ...data }: DocumentsPresented['data'],
  state: KnownConsignment,
): readonly ConsignmentEvent[] {
  for (const [index, { documentId }] of documents.entries()) {
    checkAttached(documentId, state, `/documents/${index}/documentId`);
  }
  const { declarationId } = data;
  const isKnown = ({ typeCode }: { readonly typeCode: string }) => {
    const brought = documents.filter((one) => one.typeCode === typeCode);
    return isSame(idsOf(brought), idsOf(lastOf({ declarationId, typeCode }, state)));
  };
  const added = documents.filter((document) => !isKnown(document));
  if (added.length === 0) return [];
  return [{ type: 'DocumentsPresented', occurredAt, data: { ...data, documents: added } }];
}

/** The papers that customs got, with those of one more presentation: a paper that is brought again counts as brought then. */
export function withPresented(
  before: readonly PresentedDocument[],
  { declarationId, documents }: DocumentsPresented['data'],
): readonly PresentedDocument[] {
  const presentation = 1 + (before.at(-1)?.presentation ?? 0);
  const isBroughtAgain = (one: PresentedDocument) =>
    one.declarationId === declarationId && documents.some(({ documentId }) => documentId === one.documentId);
  const added = documents.map((document) => ({ declarationId, ...document, presentation }));
  return [...before.filter((one) => !isBroughtAgain(one)), ...added];
}

/**
 * Checks that a paper may be withdrawn. What customs got stays, before the clearance and after it: the decision rests on it, and an audit asks for it
 * years later. Where an authority takes a certificate back or issues it anew, customs asks for the kind again, the new paper is attached and
 * brought, and from then on the old one may go: each declaration that names it has got others of the same kind since, and it was not among them. A
 * declaration that is refused, or taken back, names none any more.
 * @throws Rejection `document-unknown`; `document-at-customs` naming the declaration.
 */
export function checkWithdrawable(documentId: string, state: KnownConsignment): void {
  checkAttached(documentId, state, '/documentId');
  for (const one of state.presented) {
    if (one.documentId !== documentId || !lastOf(one, state).includes(one)) continue;
    const { declarationId, typeCode } = one;
    const message = `The declaration ${declarationId} rests on it: bring customs a newer one of the kind ${typeCode} first, which it asks for.`;
    throw new Rejection('document-at-customs', message);
  }
}

/** What a declaration rests on of one kind: the papers of the last presentation that had any. */
function lastOf(
  { declarationId, typeCode }: Pick<PresentedDocument, 'declarationId' | 'typeCode'>,
  state: KnownConsignment,
): readonly PresentedDocument[] {
  const ofKind = state.presented.filter(
    (one) => one.declarationId === declarationId && one.typeCode === typeCode,
  );
  const last = ofKind.at(-1)?.presentation;
  return ofKind.filter(({ presentation }) => presentation === last);
}

function idsOf(documents: Documents): readonly string[] {
  return [...new Set(documents.map(({ documentId }) => documentId))].sort();
}

function checkAttached(documentId: string, { documents }: KnownConsignment, pointer: string): void {
  if (documents.some((document) => document.documentId === documentId)) return;
  refuse('document-unknown', `No document ${documentId} is attached to it.`, pointer);
}
