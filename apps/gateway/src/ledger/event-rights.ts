import { CATEGORIES, type Category, categoryOf } from '@corridor/contracts';
import type { Caller } from '@corridor/nest-kit';
import { seesAll, seesAllFirms } from '../access/rights.js';
import type { EventRow } from './events.sql.js';

type ToldEvent = Pick<EventRow, 'stream_id' | 'type' | 'participants' | 'data'>;

/** Of what payments-settlement keeps, what tells of firms' dealings alone. */
const OF_DEBTS: ReadonlySet<string> = new Set<Category>(['obligation', 'calendar']);

/**
 * What banks book, send and are sent holds what not even the bank that it is about may read: postings to the accounts of others, what a screening found, a
 * margin that only the applicant's side knows. A bank is told what is for it by its outgoing items, and by REST.
 */
function isOfBanks(category: string): boolean {
  return CATEGORIES[category as Category] === 'payments-settlement' && !OF_DEBTS.has(category);
}

/** What tells of goods on their way, and of what is owed for them; not what was paid on it, which may be without a receipt. */
const OF_GOODS: ReadonlySet<string> = new Set<Category>([
  'consignment',
  'declaration',
  'transit',
  'ucr',
  'epcis',
  'route',
  'guarantee',
  'invoice',
  'obligation',
]);

/** A match names two firms, each of which learns the name of the other one when both want it. */
const UNNAMED: ReadonlySet<string> = new Set<Category>(['match']);

/**
 * Whether the caller may read an event: operators read all; of all but what is of banks, who sees all firms reads everything, customs what tells of goods, and
 * everybody what names him as a participant. Whoever may not is told as if it were not there.
 */
export function seesEvent(caller: Caller, event: ToldEvent): boolean {
  const category = categoryOf(event.stream_id);
  if (caller.role === 'operator') return true;
  if (isOfBanks(category)) return false;
  if (seesAllFirms(caller)) return true;
  if (seesAll(caller) && OF_GOODS.has(category)) return true;
  const isNamed = event.participants.split(',').includes(caller.participant);
  return isNamed && !UNNAMED.has(category) && isOwnOf(caller.participant, event);
}

/** A promise has several firms: a contract under it, and what was reported of it, is read by those who made it. */
function isOwnOf(participant: string, { type, data }: ToldEvent): boolean {
  if (type === 'CommitmentContracted') {
    const { contract } = JSON.parse(data) as {
      readonly contract: Readonly<Record<'exporter' | 'importer', { readonly participantId: string }>>;
    };
    return [contract.exporter, contract.importer].some((each) => each.participantId === participant);
  }
  if (type === 'RealisationReported') {
    return (JSON.parse(data) as { readonly reportedBy: string }).reportedBy === participant;
  }
  return !WITHIN.has(type);
}

/** They name a contract or a report by its id alone, not whose it is. */
const WITHIN: ReadonlySet<string> = new Set([
  'CommitmentContractReleased',
  'RealisationVerified',
  'RealisationRejected',
  'RealisationRevoked',
]);

/** Participants as the caller may know them: an event of a promise names also the firms of contracts under it that another one made. */
export function participantsFor(caller: Caller, { stream_id, participants }: ToldEvent): readonly string[] {
  const all = participants === '' ? [] : participants.split(',');
  return isPromiseOfOthers(caller, stream_id) ? all.filter((each) => each === caller.participant) : all;
}

/** Whether the whole line, which is what is hashed, names others than the caller may know. */
export function isPromiseOfOthers(caller: Caller, streamId: string): boolean {
  return categoryOf(streamId) === 'commitment' && !seesAllFirms(caller);
}
