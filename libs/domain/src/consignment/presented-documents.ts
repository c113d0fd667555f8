import { Rejection } from '@corridor/kernel';
import { refuse } from '../checks.js';
import type { ConsignmentEvent, DocumentsPresented } from './consignment.events.js';
import type { KnownConsignment } from './consignment-state.js';

/**
 * Papers are brought to customs; what the declaration rests on already says nothing new.
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
  const isKnown = ({ documentId }: { readonly documentId: string }) =>
    state.presented.some((one) => one.documentId === documentId && one.declarationId === data.declarationId);
  const added = documents.filter((document) => !isKnown(document));
  if (added.length === 0) return [];
  return [{ type: 'DocumentsPresented', occurredAt, data: { ...data, documents: added } }];
}

/**
 * Checks that a paper may be withdrawn. What customs got stays, before the clearance and after it: the decision rests on it, and an audit asks for it
 * years later. Where an authority takes a certificate back or issues it anew, customs asks for the kind again, the new paper is attached and
 * brought, and from then on the old one may go: each declaration that names it has got a newer one of the same kind. A declaration that is
 * refused, or taken back, names none any more.
 * @throws Rejection `document-unknown`; `document-at-customs` naming the declaration.
 */
export function checkWithdrawable(documentId: string, state: KnownConsignment): void {
  checkAttached(documentId, state, '/documentId');
  for (const [place, one] of state.presented.entries()) {
    if (one.documentId !== documentId) continue;
    const { declarationId, typeCode } = one;
    const isReplaced = state.presented
      .slice(place + 1)
      .some((later) => later.declarationId === declarationId && later.typeCode === typeCode);
    if (isReplaced) continue;
    const message = `The declaration ${declarationId} rests on it: bring customs a newer one of the kind ${typeCode} first, which it asks for.`;
    throw new Rejection('document-at-customs', message);
  }
}

function checkAttached(documentId: string, { documents }: KnownConsignment, pointer: string): void {
  if (documents.some((document) => document.documentId === documentId)) return;
  refuse('document-unknown', `No document ${documentId} is attached to it.`, pointer);
}
