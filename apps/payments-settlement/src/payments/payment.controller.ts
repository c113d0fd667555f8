import { paymentReferencesSchema, uuidSchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  callerOf,
  LEDGER_PARTS,
  type LedgerParts,
  Operation,
  ProblemError,
  queryOf,
} from '@corridor/nest-kit';
import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { z } from 'zod';
import { SettlementList } from '../list/settlement-list.js';
import { ownBank } from '../requests/own-bank.js';
import { uetrQuery } from '../requests/uetr-query.js';
import { type PaymentAnswer, paymentAnswer, paymentPage } from './payment.answers.js';
import { type MessageRow, messagesOf, SETTLEMENTS_OF_PAYMENT, toldMessageOf } from './payment-links.js';
import { PaymentList } from './payment-list.js';

const query = z.strictObject({
  uetr: uetrQuery,
  endToEndId: paymentReferencesSchema.shape.endToEndId,
});

interface Row {
  readonly payment_id: string;
  readonly bank: string;
  readonly uetr: string | null;
  readonly end_to_end_id: string | null;
  readonly settlements: readonly string[];
  readonly messages: readonly MessageRow[];
}

const PAYMENTS_MAX = 100;

/** Payments as messages told of them, with all of these messages, whether they were credited or not. */
@Controller('v1/payments')
export class PaymentController {
  constructor(
    @Inject(PaymentList) private readonly list: PaymentList,
    @Inject(SettlementList) private readonly settlements: SettlementList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  @Allow('bank', 'operator')
  @Get()
  @Operation(
    'Finds payments by their UETR or end-to-end id, each with all messages that told of it, in their order.',
    {
      query,
      answer: paymentPage,
    },
  )
  async find(@Req() request: Asked<typeof query>): Promise<{ readonly items: readonly PaymentAnswer[] }> {
    const { uetr, endToEndId } = queryOf(request);
    if (uetr === undefined && endToEndId === undefined) {
      throw new ProblemError(422, 'reference-missing', 'Ask by uetr or endToEndId.');
    }
    const items = await this.select(request, [
      ['uetr', uetr],
      ['end_to_end_id', endToEndId],
    ]);
    return { items };
  }

  @Allow('bank', 'operator')
  @Get(':paymentId')
  @Operation('Reads a payment with all messages that told of it, in their order.', { answer: paymentAnswer })
  async read(
    @Param('paymentId') paymentId: string,
    @Req() request: Asked<z.ZodType>,
  ): Promise<PaymentAnswer> {
    const isId = uuidSchema.safeParse(paymentId).success;
    const [found] = isId ? await this.select(request, [['payment_id', paymentId]]) : [];
    if (found) return found;
    throw new ProblemError(404, 'payment-unknown', 'There is no payment with this id among yours.');
  }

  private async select(
    request: Pick<Asked<z.ZodType>, 'caller'>,
    filters: readonly (readonly [column: string, value: string | undefined])[],
  ): Promise<readonly PaymentAnswer[]> {
    const own = ['bank', ownBank(callerOf(request))] as const;
    await this.settlements.atHead();
    await this.list.atHead();
    const values: unknown[] = [PAYMENTS_MAX];
    const conditions = [own, ...filters].flatMap(([column, value]) =>
      value === undefined ? [] : [`p.${column} = $${values.push(value)}`],
    );
    const { rows } = await this.parts.pool.query<Row>(
      `SELECT p.payment_id, p.bank, p.uetr, p.end_to_end_id,
         (SELECT coalesce(json_agg(s.settlement_id ORDER BY s.position), '[]') FROM payments.settlements s
           WHERE s.settlement_id IN (${SETTLEMENTS_OF_PAYMENT})) AS settlements,
         ${messagesOf('p.payment_id', SETTLEMENTS_OF_PAYMENT)} AS messages
       FROM payments.payments p WHERE ${conditions.join(' AND ') || 'true'} ORDER BY p.position LIMIT $1`,
      values,
    );
    return rows.map(toAnswer);
  }
}

function toAnswer({ payment_id, bank, uetr, end_to_end_id, settlements, messages }: Row): PaymentAnswer {
  return {
    paymentId: payment_id,
    bank,
    ...(uetr !== null && { uetr }),
    ...(end_to_end_id !== null && { endToEndId: end_to_end_id }),
    settlementIds: [...settlements],
    messages: messages.map(toldMessageOf),
  };
}
