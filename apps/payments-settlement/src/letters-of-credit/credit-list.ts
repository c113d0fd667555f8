import { PUBLISHED_CONTRACTS, type RecordedEvent } from '@corridor/contracts';
import { availableOfCredit, expiriesOf, isBound, isOpen, type KnownCredit } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { toMoneyJson } from '@corridor/kernel';
import type pg from 'pg';
import type { z } from 'zod';
import type { PaymentsAggregates } from '../aggregates.js';
import { LogList, type LogListOptions } from '../list/log-list.js';
import type { listedCredit } from './letter-of-credit.answers.js';

const BATCH_SIZE = 500;

/** Any event of a credit makes its row anew. */
export const CREDIT_LIST_EVENTS = PUBLISHED_CONTRACTS.newest
  .filter(({ category }) => category === 'lc')
  .map(({ type }) => type);

/** The list of letters of credit: a row tells what its stream tells by then, or later. */
export class CreditList extends LogList {
  constructor(
    store: Pick<EventStore, 'head' | 'readAll'>,
    credits: PaymentsAggregates['lettersOfCredit'],
    pool: pg.Pool,
    batchSize = BATCH_SIZE,
  ) {
    const of = { categories: ['lc'] } as const;
    const write: LogListOptions['write'] = async (client, events) => {
      const rows: object[] = [];
      // The last event of each stream: the row is made of the whole stream.
      for (const event of new Map(events.map((each) => [each.streamId, each])).values()) {
        rows.push(await rowOf(credits, event, events, client));
      }
      if (rows.length > 0) await keep(client, rows);
    };
    const name = 'The list of letters of credit';
    super({ list: 'letters-of-credit', name, of, write, setsAside: () => true, batchSize }, store, pool);
  }
}

async function rowOf(
  credits: PaymentsAggregates['lettersOfCredit'],
  event: RecordedEvent,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<object> {
  const { streamId, demo, participants } = event;
  const id = streamId.slice(streamId.indexOf('-') + 1);
  const { state, version } = await credits.load(id, client);
  if (state.status === 'unknown') throw new Error(`${streamId} has events and no history.`);
  const first = events.find((each) => each.streamId === streamId && each.version === 1);
  const { number } = state.issued;
  const row = {
    credit_id: id,
    version,
    participants,
    number,
    status: state.status,
    demo,
    uetrs: uetrsOf(state),
  };
  return {
    ...row,
    position: first?.position ?? null,
    listed: listedOf(state),
    lapses_after: lapsesAfter(state),
  };
}

/** A row that is there keeps the position of its issue, and what a later event made of it. */
async function keep(client: pg.ClientBase, rows: readonly object[]): Promise<void> {
  await client.query(
    `INSERT INTO payments.letters_of_credit AS l
       (credit_id, position, version, participants, number, status, listed, lapses_after, demo, uetrs)
     SELECT r.credit_id, coalesce(r.position, t.position), r.version, r.participants, r.number, r.status, r.listed, r.lapses_after, r.demo, r.uetrs
     FROM json_populate_recordset(NULL::payments.letters_of_credit, $1) r
     LEFT JOIN payments.letters_of_credit t USING (credit_id)
     ON CONFLICT (credit_id) DO UPDATE SET version = excluded.version, status = excluded.status, listed = excluded.listed,
       lapses_after = excluded.lapses_after, uetrs = excluded.uetrs WHERE excluded.version >= l.version`,
    [JSON.stringify(rows)],
  );
}

function listedOf(state: KnownCredit): z.infer<typeof listedCredit> {
  const { letterOfCreditId, number, applicant, beneficiary, issuingBank } = state.issued;
  const { amount, expiry } = state.terms;
  return {
    letterOfCreditId,
    number,
    status: state.status,
    applicant: applicant.participantId,
    beneficiary: beneficiary.participantId,
    issuingBank: issuingBank.participantId,
    amount,
    available: toMoneyJson({ minor: availableOfCredit(state), currency: amount.currency }),
    expiresOn: expiry.on,
    presentations: state.presentations.length,
  };
}

/** Of all payments under it that were told. */
function uetrsOf({ presentations }: KnownCredit): readonly string[] {
  return presentations.flatMap(({ uetr, reimbursementUetr }) => [uetr ?? [], reimbursementUetr ?? []].flat());
}

/** The first day behind which something of the credit lapses by itself: its expiry, or the time for a notice of a bank that is bound. */
function lapsesAfter(state: KnownCredit): string | null {
  if (state.status === 'cancelled' || state.status === 'closed') return null;
  const days = state.presentations
    .filter(({ status, heldBy }) => status === 'presented' && isBound(state, heldBy))
    .map(({ examineBy }) => examineBy);
  // The last of its expiries counts: the issuing bank is bound until then.
  const [expiresOn] = expiriesOf(state)
    .map(({ on }) => on)
    .sort()
    .reverse();
  if (isOpen(state) && expiresOn !== undefined) days.push(expiresOn);
  return days.sort()[0] ?? null;
}
