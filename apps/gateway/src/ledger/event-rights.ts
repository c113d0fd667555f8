import { type Category, categoryOf } from '@corridor/contracts';
import type { Caller } from '@corridor/nest-kit';
import { seesAll, seesAllFirms } from '../access/rights.js';
import type { EventRow } from './events.sql.js';

type ToldEvent = Pick<EventRow, 'stream_id' | 'type' | 'participants' | 'data'>;

/** What banks send and are sent, and what is found of it: for the banks themselves, and operators. */
const OF_BANKS: ReadonlySet<string> = new Set<Category>([
  'flag',
  'message',
  'payment',
  'statement',
  'webhook',
]);

/** What tells of goods on their way, and of what is paid for them: the history of a consignment shows it to customs. */
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
  'settlement',
  'lc',
]);

/** A match names two firms, each of which learns the name of the other one when both want it. */
const UNNAMED: ReadonlySet<string> = new Set<Category>(['match']);

/**
 * Whether the caller may read an event: who sees all firms reads all but what is banks' own, customs what tells of goods, and everybody what names him as
 * a participant. Whoever may not is told as if it were not there.
 */
export function seesEvent(caller: Caller, event: ToldEvent): boolean {
  const category = categoryOf(event.stream_id);
  if (caller.role === 'operator') return true;
  if (seesAllFirms(caller) && !OF_BANKS.has(category)) return true;
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
