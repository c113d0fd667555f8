import type { EventOf, RecordedEvent } from '@corridor/contracts';
import { documentKeys, drawingsOn, FINANCED, type KnownCredit } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { Flagging } from './flagging.js';

export const CREDIT_DOCUMENT_EVENTS = ['PresentationMade'] as const;

interface Use {
  readonly credit_id: string;
  readonly position: string;
  readonly presented_to: string;
}

/** A credit as it stood when documents were presented, and its events until then. */
interface Credit {
  readonly state: KnownCredit;
  readonly history: readonly RecordedEvent[];
}

/**
 * Finds one paper that money is drawn on twice: under several letters of credit, or by several drawings under one; by its kind, number and issuer, or by its
 * file. Presented again behind a refusal under the same credit, or taken back from it, it is not.
 */
export function creditDocumentReactions(
  flagging: Flagging,
  store: EventStore,
  aggregates: PaymentsAggregates,
): Reactions<(typeof CREDIT_DOCUMENT_EVENTS)[number]> {
  return {
    PresentationMade: async (event, client) => {
      const { letterOfCreditId, consignmentId, presentation, presentedTo, documents } = event.data;
      const papers = documents.filter(({ typeCode }) => FINANCED.has(typeCode));
      if (papers.length === 0) return;
      const credits = new Map<string, Credit>();
      const creditAt = async (id: string) => {
        const credit = credits.get(id) ?? (await creditBy(id, event.position, store, aggregates, client));
        credits.set(id, credit);
        return credit;
      };
      const own = await creditAt(letterOfCreditId);
      for (const paper of papers) {
        const { named, file } = documentKeys(paper);
        for (const [key, what] of [
          [named, `The paper ${paper.typeCode} ${paper.number} of ${paper.issuer}`],
          [file, `The file with the SHA-256 ${paper.sha256}`],
        ] as const) {
          const others = await usesOf(key, letterOfCreditId, client);
          const drawings = drawingsOn(own.state, presentation, key);
          await client.query({
            name: 'flag-credit-document-used',
            text: 'INSERT INTO payments.credit_document_uses VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
            values: [key, event.position, letterOfCreditId, presentedTo],
          });
          if (others.length === 0 && drawings.length === 0) continue;
          const otherIds = [...new Set(others.map(({ credit_id }) => credit_id))];
          const letterOfCreditIds = [letterOfCreditId, ...otherIds].sort();
          const subject = {
            consignmentIds: consignmentId ? [consignmentId] : [],
            letterOfCreditIds,
            document: key,
          };
          const banks = banksOf(own.state, [presentation, ...drawings]);
          const told = await flagging.creditsTold({ kind: 'double-financing', subject }, client);
          for (const id of otherIds.filter((each) => !told.has(each))) {
            const { state } = await creditAt(id);
            banks.push(...banksOf(state, drawingsOn(state, 0, key)));
          }
          banks.push(...others.map(({ presented_to }) => presented_to));
          await flagging.raise(
            {
              kind: 'double-financing',
              subject,
              reason: `${what} was presented ${timesOf(letterOfCreditIds.length, drawings.length + 1)}.`,
              evidence: [
                event.position,
                ...positionsOf(own, drawings),
                ...others.map(({ position }) => Number(position)),
              ],
              banks,
            },
            event,
            client,
          );
        }
      }
    },
  };
}

function timesOf(credits: number, drawings: number): string {
  const under = `under ${credits} letters of credit`;
  const byOne = `${drawings} times under one letter of credit`;
  if (credits === 1) return byOne;
  return drawings === 1 ? under : `${under}, and ${byOne}`;
}

/** By all that stands before an event and no more: what a flag says is the same however late it is looked at. */
async function creditBy(
  id: string,
  position: number,
  store: EventStore,
  { lettersOfCredit }: PaymentsAggregates,
  client: pg.ClientBase,
): Promise<Credit> {
  const events = await store.readStream(lettersOfCredit.streamOf(id), { client });
  const history = events.filter((each) => each.position <= position);
  const state = lettersOfCredit.stateOf(history);
  if (state.status === 'unknown')
    throw new Error(`Documents are presented under ${id}, which has no history.`);
  return { state, history };
}

/** Whose money it is: the bank that issued the credit, the one that confirmed it, and those that have the documents of these presentations. */
function banksOf({ issued, confirmed, presentations }: KnownCredit, numbers: readonly number[]): string[] {
  const { issuingBank, confirmingBank } = issued;
  return [
    issuingBank.participantId,
    ...(confirmed > 0n && confirmingBank ? [confirmingBank.participantId] : []),
    ...numbers.flatMap((number) => {
      const { made, heldBy } = presentations[number - 1] ?? {};
      return [made?.presentedTo, heldBy].filter((bank) => bank !== undefined);
    }),
  ];
}

/** Where the ledger tells of these presentations. */
function positionsOf({ history }: Credit, numbers: readonly number[]): readonly number[] {
  return history
    .filter(
      ({ type, data }) =>
        type === 'PresentationMade' &&
        numbers.includes((data as EventOf<'PresentationMade'>['data']).presentation),
    )
    .map(({ position }) => position);
}

/** Uses under other credits; as many as an event may name. */
async function usesOf(key: string, letterOfCreditId: string, client: pg.ClientBase): Promise<readonly Use[]> {
  const { rows } = await client.query<Use>({
    name: 'flag-credit-document-uses',
    text: `SELECT credit_id, position, presented_to FROM payments.credit_document_uses
      WHERE key = $1 AND credit_id <> $2 ORDER BY position LIMIT 500`,
    values: [key, letterOfCreditId],
  });
  return rows;
}
