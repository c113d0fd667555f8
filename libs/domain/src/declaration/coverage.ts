import type { DeclarationAttached } from '../consignment/consignment.events.js';
import { declaredLinesOf } from '../consignment/goods-lines.js';
import type { DeclarationAmended, DeclarationLodged } from './declaration.events.js';

/** What a declaration covers of its consignment, as it was lodged or as it is amended. */
export function coverageOf(
  event: DeclarationLodged | DeclarationAmended,
): Omit<DeclarationAttached['data'], 'consignmentId'> {
  const { declarationId, flow } = event.data;
  return { declarationId, flow, lines: declaredLinesOf(goodsOf(event)) };
}

function goodsOf({ type, data }: DeclarationLodged | DeclarationAmended) {
  if (type === 'DeclarationLodged') return data.lines;
  // Version 1 did not; it was appended before, and what is covered was told then.
  if (!data.declared) throw new Error('What is amended now tells what it was made of.');
  return data.declared.lines;
}
