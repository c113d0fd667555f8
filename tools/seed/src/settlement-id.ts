import { createHash } from 'node:crypto';
import { settlementIdentity } from '@corridor/iso20022';
import type { MoneyJson } from '@corridor/kernel';

/** What of a credit makes its identity. */
export interface IdentifiedCredit {
  readonly bank: string;
  readonly account: string;
  readonly amount: MoneyJson;
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly uetr?: string;
  readonly endToEndId?: string;
  readonly accountServicerReference?: string;
  readonly remittance: readonly string[];
  readonly debtorName: string;
  readonly creditorName: string;
}

/**
 * The id that payments-settlement gives a credit: if a bank sent a notification of the demo again, it would meet the stream
 * that is there. A UUID version 8 over the canonical JSON of namespace, bank and identity.
 */
export function settlementIdOf({ bank, ...credit }: IdentifiedCredit): string {
  const identity = settlementIdentity({ ...credit, creditDebit: 'CRDT', reversal: false, occurrence: 1 });
  const hash = createHash('sha256')
    .update(JSON.stringify(['corridor-ledger settlement v1', bank, identity]))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
