import type { CommitmentRow } from './commitment-rows.js';
import type { RealisationMemory } from './realisation-memory.js';
import {
  type CommitmentWord,
  type GoodsWord,
  isLink,
  isOfGoods,
  type RealisationWord,
} from './realisation-words.js';

/**
 * Whether what a word rests on is known. In the log it always is; where only some of its events are folded, a contract may be released before it was signed, or goods may
 * serve a promise before it was made. Such a word tells nothing yet.
 */
export function hasPremise(word: RealisationWord, memory: RealisationMemory): boolean {
  if (isOfGoods(word)) return isKnownOfGoods(word, memory);
  if (!isLink(word)) return isKnownOfCommitment(word, memory.commitments.get(word.told.data.commitmentId));
  const { allocated, commitmentId, kind } = word;
  if (!memory.commitments.has(commitmentId)) return false;
  if (allocated.kind !== 'consignment') return true;
  const served = memory.goods.get(allocated.id)?.link?.commitmentId;
  return served === (kind === 'linked' ? undefined : commitmentId);
}

function isKnownOfGoods(word: GoodsWord, { goods, roots }: RealisationMemory): boolean {
  const of = goods.get(roots.get(word.consignmentId) ?? word.consignmentId);
  if (word.kind === 'cleared') return of?.customs[word.declarationId] !== undefined;
  if (word.kind === 'left') return of?.paid[word.invoiceId] !== undefined;
  return true;
}

function isKnownOfCommitment({ told }: CommitmentWord, row: CommitmentRow | undefined): boolean {
  if (told.type === 'CommitmentAnnounced') return true;
  if (!row) return false;
  const { contracts, realisations } = row.state;
  const serves = (id: string) => contracts.some(({ contractId }) => contractId === id);
  const isReport = (id: string, status: string) =>
    realisations.some((each) => each.realisationId === id && each.status === status);
  switch (told.type) {
    case 'CommitmentContracted':
      return !serves(told.data.contract.contractId);
    case 'CommitmentContractReleased':
      return serves(told.data.contractId);
    case 'RealisationVerified':
    case 'RealisationRejected':
      return isReport(told.data.realisationId, 'reported');
    case 'RealisationRevoked':
      return isReport(told.data.realisationId, 'verified');
    default:
      return true;
  }
}
