import type { EventDataOf } from '@corridor/contracts';
import type { Drawing, InstructedMoney, PaymentReferences, SettlementBooked } from '@corridor/domain';
import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { isSameInstitution } from '@corridor/nest-kit';
import type pg from 'pg';
import { Honours, sourceOf } from './honours.js';
import { CUT_ID_CHARS, cutShort } from './open-items.js';

type Credit = SettlementBooked['data'];

/** What the instructions of a credit say that it pays: those that the bank which booked it told of, and those of other banks; and what was drawn that it pays. */
export interface Instructed {
  readonly instructed?: PaymentReferences;
  readonly instructedElsewhere?: PaymentReferences;
  readonly drawings?: readonly Drawing[];
  /** What those under its UETR that its bank told of say of the money and of what banks take of it. */
  readonly money?: readonly InstructedMoney[];
}

/** What of an instruction tells whether it is that of a credit. */
interface Instruction {
  /** Participant id of the bank that told of it. */
  readonly bank: string;
  /** BIC of the bank that sent it, where it tells that. */
  readonly sender: string | null;
  readonly amount: MoneyJson;
}

/** What a bank paid on documents under a letter of credit, by a payment of this UETR. */
export type PaidDrawing = EventDataOf<'PresentationHonoured'> & { readonly uetr: string };

interface Row {
  readonly payment_id: string;
  readonly message_id: string;
  readonly bank: string;
  readonly sender: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly says: PaymentReferences;
  readonly drawing: Drawing | null;
  /** Of a drawing, null. */
  readonly charging: Omit<InstructedMoney, 'amount'> | null;
}

/** What is drawn under a credit is kept as a message of this and its number. */
const PRESENTATION = 'presentation ';
/** Messages of one payment that are read: those of the bank itself first. */
const MESSAGES_MAX = 50;

/** What payment instructions say that they pay, for the credits that come of them: a credit often says less. */
export class Instructions {
  private readonly honours = new Honours();

  /** Each message by itself: a later one of the same payment may say less. */
  async keep(client: pg.ClientBase, instructed: EventDataOf<'PaymentInstructed'>): Promise<void> {
    const { paymentId, messageId, references, amount, remittance } = instructed;
    const { instructedAmount, chargeBearer, charges } = instructed;
    const { uetr, endToEndId } = references;
    const { bank, sender } = instructionOf(instructed);
    const says = { ...(endToEndId !== undefined && { endToEndId }), remittance };
    const charging = { instructedAmount, chargeBearer, ...(charges.length > 0 && { charges }) };
    await client.query({
      name: 'payments-keep-instruction',
      text: `INSERT INTO payments.instructed
          (payment_id, message_id, bank, sender, uetr, end_to_end_id, amount, currency, payment_references, charging)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (payment_id, message_id) DO NOTHING`,
      values: [
        paymentId,
        messageId,
        bank,
        sender,
        uetr,
        endToEndId,
        amount.amount,
        amount.currency,
        JSON.stringify(says),
        JSON.stringify(charging),
      ],
    });
  }

  /** What was drawn under a letter of credit, with the payment that a bank makes on it: as if that had been instructed. */
  async keepDrawing(
    client: pg.ClientBase,
    { letterOfCreditId, presentation, paidBy, beneficiary, consignmentId, amount, uetr }: PaidDrawing,
  ): Promise<void> {
    const goods = consignmentId !== undefined && { consignmentId };
    const drawing: Drawing = { letterOfCreditId, beneficiary, ...goods, amount };
    await client.query({
      name: 'payments-keep-drawing',
      text: `INSERT INTO payments.instructed
          (payment_id, message_id, bank, uetr, amount, currency, payment_references, drawing)
        VALUES ($1, $2, $3, $4, $5, $6, '{"remittance": []}', $7) ON CONFLICT (payment_id, message_id) DO NOTHING`,
      values: [
        letterOfCreditId,
        `${PRESENTATION}${presentation}`,
        paidBy,
        uetr,
        amount.amount,
        amount.currency,
        JSON.stringify(drawing),
      ],
    });
  }

  /**
   * What the instructions of a credit say: those of its UETR which {@link speaksFor} it. Without one, that which its own bank told of
   * with its end-to-end id cut short, where the amount is the same and that bank told of no other payment by it.
   */
  async of(client: pg.ClientBase, credit: Credit): Promise<Instructed> {
    const { bank, references, amount } = credit;
    const { uetr, endToEndId } = references;
    if (uetr !== undefined) {
      const { rows } = await client.query<Row>({
        name: 'payments-instructed-by-uetr',
        text: `SELECT payment_id, message_id, bank, sender, amount::text, currency, payment_references AS says, drawing, charging
          FROM payments.instructed WHERE uetr = $1 ORDER BY bank = $2 DESC, payment_id, message_id LIMIT $3`,
        values: [uetr, bank, MESSAGES_MAX],
      });
      const ofCredit = rows.filter((row) => {
        const { currency } = row;
        return (
          row.drawing === null && speaksFor({ ...row, amount: { amount: row.amount, currency } }, credit)
        );
      });
      const drawings = await this.withInvoices(drawingsPaidBy(credit, rows), client);
      const ofOwnBank = ofCredit.filter((row) => row.bank === bank);
      const own = joined(ofOwnBank);
      const money = ofOwnBank.map(moneyTold);
      const others = joined(ofCredit.filter((row) => row.bank !== bank));
      return {
        ...(own && { instructed: own }),
        ...(others && { instructedElsewhere: others }),
        ...(drawings.length > 0 && { drawings }),
        ...(money.length > 0 && { money }),
      };
    }
    if (endToEndId?.length !== CUT_ID_CHARS) return {};
    const { rows } = await client.query<Row>({
      name: 'payments-instructed-by-cut-id',
      text: `SELECT payment_id, payment_references AS says FROM payments.instructed
        WHERE left(end_to_end_id, ${CUT_ID_CHARS}) = $1 AND amount = $2 AND currency = $3 AND bank = $4
        ORDER BY payment_id, message_id LIMIT $5`,
      values: [cutShort(endToEndId), amount.amount, amount.currency, bank, MESSAGES_MAX],
    });
    const isOne = new Set(rows.map(({ payment_id }) => payment_id)).size === 1;
    const instructed = isOne ? joined(rows) : undefined;
    return instructed ? { instructed } : {};
  }

  /** With the invoices that are known to be owed by each, or by others under its credit. */
  private async withInvoices(
    drawn: readonly (Drawing & { readonly source: string })[],
    client: pg.ClientBase,
  ): Promise<readonly Drawing[]> {
    if (drawn.length === 0) return [];
    const credits = drawn.map(({ letterOfCreditId }) => letterOfCreditId);
    const bySource = await this.honours.together(client, credits);
    return drawn.map(({ source, ...drawing }) => {
      const together = bySource.get(source);
      const ofOthers = [...bySource].flatMap(([other, ids]) => (other === source ? [] : ids));
      return { ...drawing, ...(together && { together }), ofOthers };
    });
  }
}

export function instructionOf({
  bank,
  amount,
  debtor,
  instructingAgent,
}: EventDataOf<'PaymentInstructed'>): Instruction {
  return { bank, sender: instructingAgent ?? debtor.agent ?? null, amount };
}

/**
 * Whether an instruction may tell what a credit with its UETR pays. What the bank told that booked the credit does; of another
 * bank, which may write what it likes, only where it is of the same money, and from the same debtor's bank where both say.
 */
export function speaksFor({ bank, sender, amount }: Instruction, credit: Credit): boolean {
  if (bank === credit.bank) return true;
  const isSameBank =
    sender === null || credit.debtorAgent === undefined || isSameInstitution(sender, credit.debtorAgent);
  return isSameBank && moneyOf(credit).some((each) => isSameMoney(each, amount));
}

function moneyTold({ amount, currency, charging }: Row): InstructedMoney {
  return { amount: { amount, currency }, ...charging };
}

/** What was drawn that a credit pays: what one bank told of its UETR, together, as {@link speaksFor} has it of an instruction. */
function drawingsPaidBy(credit: Credit, rows: readonly Row[]) {
  const drawn = rows.flatMap(({ bank, currency, drawing, payment_id, message_id }) => {
    if (!drawing) return [];
    const presentation = Number(message_id.slice(PRESENTATION.length));
    return [{ bank, currency, drawing: { ...drawing, source: sourceOf(payment_id, presentation) } }];
  });
  const isPaid = ({ bank, currency }: Pick<Row, 'bank' | 'currency'>) => {
    const minor = drawn
      .filter((each) => each.bank === bank && each.currency === currency)
      .reduce((total, { drawing }) => total + toMoney(drawing.amount).minor, 0n);
    return speaksFor({ bank, sender: null, amount: toMoneyJson({ minor, currency }) }, credit);
  };
  return drawn.filter(isPaid).map(({ drawing }) => drawing);
}

/** What a credit was on its way: as it came, before what banks took of it, and as it was ordered. */
function moneyOf({ amount, instructedAmount, charges = [] }: Credit): readonly MoneyJson[] {
  const { minor, currency } = toMoney(amount);
  const taken = charges
    .filter((charge) => charge.amount.currency === currency)
    .reduce((total, charge) => total + toMoney(charge.amount).minor, 0n);
  const before = toMoneyJson({ minor: minor + taken, currency });
  return instructedAmount ? [amount, before, instructedAmount] : [amount, before];
}

function isSameMoney(one: MoneyJson, other: MoneyJson): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}

/** A customer's order and what banks made of it: each may say what the other left out. */
function joined(rows: readonly Pick<Row, 'says'>[]): PaymentReferences | undefined {
  if (rows.length === 0) return undefined;
  const all = rows.map(({ says }) => says);
  const ends = [...new Set(all.flatMap(({ endToEndId }) => endToEndId ?? []))];
  const texts = all.flatMap(({ remittance }) => remittance);
  const [endToEndId, ...others] = ends;
  return {
    ...(endToEndId !== undefined && { endToEndId }),
    remittance: [...new Set([...others, ...texts])],
  };
}
