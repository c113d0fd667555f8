import { moneySchema, participantIdSchema, timestampSchema, uuidSchema } from '@corridor/contracts';
import type { MoneyJson } from '@corridor/kernel';
import {
  Allow,
  type Asked,
  callerOf,
  LEDGER_PARTS,
  type LedgerParts,
  Operation,
  queryOf,
} from '@corridor/nest-kit';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { z } from 'zod';
import { SettlementList } from '../list/settlement-list.js';
import { PaymentList } from '../payments/payment-list.js';
import { ownBank } from '../requests/own-bank.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');
const status = z.enum(['waiting', 'refused']);
const query = z.strictObject({
  status: status.exactOptional(),
  after: wholeNumber.transform(Number).default(0).describe('`next` of the page before.'),
  limit: wholeNumber.transform(Number).pipe(z.int().min(1).max(500)).default(50),
});

const page = z
  .object({
    items: z.array(
      z.object({
        position: z.int().min(1),
        recordedAt: timestampSchema,
        bank: participantIdSchema,
        paymentId: uuidSchema,
        uetr: z.string(),
        messageId: z.string(),
        amount: moneySchema.describe('What goes back.'),
        status: status.describe(
          '`waiting`: its credit has not come. `refused`: that came, and the return could not be done; it stands here until all of the credit was given back otherwise.',
        ),
        reason: z.string().exactOptional().describe('Why it could not be done.'),
      }),
    ),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'AwaitedReturns' });

interface Row {
  readonly position: string;
  readonly recorded: string;
  readonly bank: string;
  readonly payment_id: string;
  readonly uetr: string;
  readonly message_id: string;
  readonly told: { readonly amount: MoneyJson };
  readonly refused: string | null;
}

/** Returns that banks advised (pacs.004) and that are not done. */
@Controller('v1/work-lists/returns')
export class AwaitedReturnController {
  constructor(
    @Inject(PaymentList) private readonly list: PaymentList,
    @Inject(SettlementList) private readonly settlements: SettlementList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  @Allow('bank', 'operator')
  @Get()
  @Operation(
    'Lists returns that a bank advised (pacs.004) and that are not done: their credit has not come, or they do not fit it. Oldest first.',
    { query, answer: page },
  )
  async waiting(@Req() request: Asked<typeof query>): Promise<z.infer<typeof page>> {
    const caller = callerOf(request);
    const { status, after, limit } = queryOf(request);
    await this.list.atHead();
    await this.settlements.atHead();
    const { rows } = await this.parts.pool.query<Row>(
      `SELECT a.position, a.bank, a.payment_id, a.uetr, a.refused, m.message_id, m.told,
         to_char(m.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded
       FROM payments.awaited_returns a JOIN payments.payment_messages m USING (payment_id, position)
       WHERE a.position > $1 AND ($2::text IS NULL OR a.bank = $2)
         AND ($3::text IS NULL OR (a.refused IS NOT NULL) = ($3 = 'refused'))
         AND NOT EXISTS (SELECT FROM payments.settlements s WHERE s.uetr = a.uetr AND s.bank = a.bank
           AND (a.refused IS NULL OR s.amount_minor = (SELECT sum(r.amount_minor) FROM payments.settlement_returns r
             WHERE r.settlement_id = s.settlement_id)))
         AND NOT (a.informs AND a.refused IS NULL)
       ORDER BY a.position LIMIT $4`,
      [after, ownBank(caller), status ?? null, limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({
      position: Number(row.position),
      recordedAt: row.recorded,
      bank: row.bank,
      paymentId: row.payment_id,
      uetr: row.uetr,
      messageId: row.message_id,
      amount: row.told.amount,
      status: row.refused === null ? ('waiting' as const) : ('refused' as const),
      ...(row.refused !== null && { reason: row.refused }),
    }));
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: String(last.position) }) };
  }
}
