import type { EventDataOf } from '@corridor/contracts';
import {
  type BookedSettlement,
  type ObligationArisen,
  type PaymentReferences,
  partyWords,
  type RaisedObligation,
  type ScorableObligation,
} from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';
import { transliterate } from '@corridor/reference-data';
import type pg from 'pg';
import { keyOf, keysIn, wordsIn } from './reference-keys.js';

/** Something that may be matched: what is owed or unallocated now, the log says. */
export interface Candidate {
  readonly id: string;
  /** RFC 3339 with offset: when it came about. */
  readonly occurredAt: string;
}

/** What is kept of an open obligation: names in Latin letters. */
export type OpenItem = ScorableObligation & {
  readonly consignmentId: string;
  readonly amount: MoneyJson;
};

/** An unallocated settlement that is kept for what may come. */
export interface KeptSettlement {
  readonly state: BookedSettlement;
  readonly occurredAt: string;
  /** Its place in the order. */
  readonly position: number;
  /** What its instructions say. */
  readonly instructed?: readonly PaymentReferences[];
  /** Currencies to which there is no rate yet. */
  readonly ratesOf?: readonly string[];
}

/** Rows that are read at once. */
const PAGE = 100;
const NIL = '00000000-0000-0000-0000-000000000000';
/** As `USUAL_FEES` of `candidatesFor`, and the fees that are told: what is owed may be so much more than came. */
export const SHORT_MAX = '0.05';

type Row = { readonly id: string; readonly occurred_at: string };

const toCandidate = ({ id, occurred_at }: Row): Candidate => ({ id, occurredAt: occurred_at });

/** Which references of a payment are asked for. */
export type AskedBy = 'uetr' | 'end-to-end-id' | 'remittance';

/** Open obligations and unallocated settlements, found by what they have in common. */
export class OpenItems {
  /** Keeps settlements, or what is new of them; their place in the order stays. */
  async keepSettlements(client: pg.ClientBase, kept: readonly KeptSettlement[]): Promise<void> {
    if (kept.length === 0) return;
    await client.query({
      name: 'payments-keep-settlements',
      text: `INSERT INTO payments.unallocated_settlements
          (settlement_id, bank, currency, words, says, position, occurred_at, unallocated, party_words, uetr, end_to_end_id, rates_on, rates_of)
        SELECT settlement_id, bank, currency, words, says, position, occurred_at, unallocated, party_words, uetr, end_to_end_id, rates_on, rates_of
        FROM json_populate_recordset(NULL::payments.unallocated_settlements, $1)
        ON CONFLICT (settlement_id) DO UPDATE SET words = excluded.words, says = excluded.says, unallocated = excluded.unallocated,
          party_words = excluded.party_words, rates_on = excluded.rates_on, rates_of = excluded.rates_of`,
      values: [JSON.stringify(kept.map(rowOf))],
    });
  }

  async removeSettlement(client: pg.ClientBase, settlementId: string): Promise<void> {
    await client.query({
      name: 'payments-remove-settlement',
      text: 'DELETE FROM payments.unallocated_settlements WHERE settlement_id = $1',
      values: [settlementId],
    });
  }

  /** Keeps an obligation, or what is owed of it now. */
  async keepObligation(
    client: pg.ClientBase,
    { obligation, outstanding }: RaisedObligation,
    occurredAt: string,
  ): Promise<void> {
    const { obligationId, creditorBank, invoiceNumber, dueOn } = obligation;
    const isDrawn = obligation.method === 'letter-of-credit';
    const item = itemOf(obligation, outstanding);
    await client.query({
      name: 'payments-keep-obligation',
      text: `INSERT INTO payments.open_obligations
          (obligation_id, creditor_bank, currency, number_key, due_on, occurred_at, outstanding, party_words, item,
           letter_of_credit_id, drawn_consignment_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (obligation_id) DO UPDATE SET outstanding = excluded.outstanding, party_words = excluded.party_words,
          item = excluded.item`,
      values: [
        obligationId,
        creditorBank,
        outstanding.currency,
        keyOf(invoiceNumber),
        dueOn,
        occurredAt,
        outstanding.amount,
        item.debtorName === undefined ? [] : partyWords(item.debtorName),
        JSON.stringify(item),
        isDrawn ? obligation.letterOfCreditId : null,
        isDrawn ? obligation.consignmentId : null,
      ],
    });
  }

  async removeObligation(client: pg.ClientBase, obligationId: string): Promise<void> {
    await client.query({
      name: 'payments-remove-obligation',
      text: 'DELETE FROM payments.open_obligations WHERE obligation_id = $1',
      values: [obligationId],
    });
  }

  /**
   * Obligations at the settlement's bank that its end-to-end id may name, or its other references and not that one, or those of
   * its instructions; the earliest due first. Asked for in this order they come as `allocate` pays them.
   */
  async *obligationsNamedBy(
    client: pg.ClientBase,
    bank: string,
    references: PaymentReferences,
    by: AskedBy,
  ): AsyncGenerator<Candidate> {
    const exact = keyOf(references.endToEndId ?? '');
    const all = keysIn(references);
    const keys = by === 'uetr' ? all : all.filter((key) => (key === exact) === (by === 'end-to-end-id'));
    let after: readonly unknown[] = ['-infinity', NIL];
    while (keys.length > 0) {
      const { rows } = await client.query<Row & { readonly due: string }>({
        name: 'payments-obligations-named',
        text: `SELECT obligation_id AS id, due_on::text AS due, occurred_at FROM payments.open_obligations
          WHERE creditor_bank = $1 AND number_key = ANY ($2) AND (due_on, obligation_id) > ($3::date, $4::uuid)
          ORDER BY due_on, obligation_id LIMIT $5`,
        values: [bank, keys, ...after, PAGE],
      });
      yield* rows.map(toCandidate);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = [last.due, last.id];
    }
  }

  /**
   * Obligations at a bank that may be like a payment that names none: by the amount, or a word of the debtor's name. The oldest
   * hundred of each: of more, none would stand out.
   */
  async obligationsLike(
    client: Pick<pg.ClientBase, 'query'>,
    { settlement, unallocated }: BookedSettlement,
  ): Promise<readonly (OpenItem & { readonly occurredAt: string })[]> {
    const { bank, debtorName } = settlement;
    const words = wordsOfParty(debtorName);
    const { rows } = await client.query<{ item: OpenItem; occurred_at: string }>({
      name: 'payments-obligations-like',
      text: `(SELECT item, occurred_at, obligation_id FROM payments.open_obligations
          WHERE creditor_bank = $1 AND currency = $2 AND outstanding BETWEEN $3 AND $3::numeric * (1 + ${SHORT_MAX})
          ORDER BY due_on, obligation_id LIMIT $5)
        UNION
        (SELECT item, occurred_at, obligation_id FROM payments.open_obligations
          WHERE creditor_bank = $1 AND currency = $2 AND party_words && $4 ORDER BY due_on, obligation_id LIMIT $5)`,
      values: [bank, unallocated.currency, unallocated.amount, words, PAGE],
    });
    return rows.map(({ item, occurred_at }) => ({ ...item, occurredAt: occurred_at }));
  }

  /** Settlements at a bank that may be like an obligation, as {@link obligationsLike}; the first hundred that were booked. */
  async settlementsLike(
    client: pg.ClientBase,
    { obligation, outstanding }: RaisedObligation,
  ): Promise<readonly Candidate[]> {
    const { debtorName } = obligation;
    const { rows } = await client.query<Row>({
      name: 'payments-settlements-like',
      text: `SELECT settlement_id AS id, occurred_at FROM payments.unallocated_settlements
        WHERE bank = $1 AND currency = $2
          AND (unallocated BETWEEN $3::numeric * (1 - ${SHORT_MAX}) AND $3 OR party_words && $4)
        ORDER BY position LIMIT $5`,
      values: [
        obligation.creditorBank,
        outstanding.currency,
        outstanding.amount,
        wordsOfParty(debtorName),
        PAGE,
      ],
    });
    return rows.map(toCandidate);
  }

  /**
   * Settlements that wait and may be of one payment: at any bank by its UETR; at the bank that told of it by its end-to-end id, too,
   * which may have been cut short. The first hundred that were booked.
   */
  async waitingFor(
    client: pg.ClientBase,
    { bank, references, amount }: Pick<EventDataOf<'PaymentInstructed'>, 'bank' | 'references' | 'amount'>,
  ): Promise<readonly Candidate[]> {
    const { uetr, endToEndId } = references;
    const { rows } = await client.query<Row>({
      name: 'payments-waiting-for-instruction',
      text: `SELECT settlement_id AS id, occurred_at FROM payments.unallocated_settlements
        WHERE uetr = $1 OR end_to_end_id = ANY ($2) AND bank = $3 AND currency = $4 AND unallocated <= $5
        ORDER BY position LIMIT $6`,
      values: [
        uetr ?? null,
        endToEndId === undefined ? [] : [endToEndId, cutShort(endToEndId)],
        bank,
        amount.currency,
        amount.amount,
        PAGE,
      ],
    });
    return rows.map(toCandidate);
  }
}

function rowOf({ state, occurredAt, position, instructed = [], ratesOf = [] }: KeptSettlement) {
  const { settlementId, bank, references, debtorName, valueDate } = state.settlement;
  const says = [references, ...instructed];
  return {
    settlement_id: settlementId,
    bank,
    currency: state.unallocated.currency,
    words: [...new Set(says.flatMap(wordsIn))],
    says,
    position,
    occurred_at: occurredAt,
    unallocated: state.unallocated.amount,
    party_words: wordsOfParty(debtorName),
    uetr: references.uetr,
    end_to_end_id: references.endToEndId,
    rates_on: ratesOf.length > 0 ? valueDate : null,
    rates_of: ratesOf,
  };
}

/** As older systems on the way cut an end-to-end id. */
export const CUT_ID_CHARS = 16;

export function cutShort(endToEndId: string): string {
  return endToEndId.slice(0, CUT_ID_CHARS);
}

/** Words of a party's name, by which it is found again whatever letters it was given in; none where no name was told. */
export function wordsOfParty(name: string | undefined): readonly string[] {
  return name === undefined ? [] : partyWords(latin(name));
}

/** A name in Latin letters. */
export function latin(name: string): string {
  return transliterate(name).latin;
}

function itemOf(
  {
    obligationId,
    invoiceNumber,
    consignmentId,
    creditor,
    creditorName,
    debtor,
    debtorName,
    creditorBank,
    amount,
    dueOn,
  }: ObligationArisen['data'],
  outstanding: MoneyJson,
): OpenItem {
  return {
    obligationId,
    invoiceNumber,
    consignmentId,
    creditor,
    ...(creditorName !== undefined && { creditorName: latin(creditorName) }),
    debtor,
    ...(debtorName !== undefined && { debtorName: latin(debtorName) }),
    creditorBank,
    amount,
    outstanding,
    dueOn,
  };
}
