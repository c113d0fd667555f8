import { participantIdSchema, timestampSchema } from '@corridor/contracts';
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
import { PaymentList } from '../payments/payment-list.js';
import { ownBank } from '../requests/own-bank.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');
const query = z.strictObject({
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
        account: z.string(),
        currency: z.string().exactOptional().describe('Of the account, ISO 4217.'),
        messageId: z.string(),
        statementId: z.string().exactOptional(),
        findings: z.array(z.object({ code: z.string(), message: z.string() })).min(1),
      }),
    ),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'StatementFindings' });

interface Row {
  readonly position: string;
  readonly bank: string;
  readonly account: string;
  readonly statement: {
    readonly currency?: string;
    readonly messageId: string;
    readonly statementId?: string;
    readonly findings: { readonly code: string; readonly message: string }[];
  };
  readonly recorded: string;
}

/** Statements in which something does not add up. */
@Controller('v1/work-lists/statements')
export class StatementController {
  constructor(
    @Inject(PaymentList) private readonly list: PaymentList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  @Allow('bank', 'operator')
  @Get()
  @Operation(
    "Lists a bank's statements in which something does not add up, for an operator those of all, oldest first.",
    {
      query,
      answer: page,
    },
  )
  async findings(@Req() request: Asked<typeof query>): Promise<z.infer<typeof page>> {
    const caller = callerOf(request);
    const { after, limit } = queryOf(request);
    await this.list.atHead();
    const { rows } = await this.parts.pool.query<Row>(
      `SELECT position, bank, account, statement,
         to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded
       FROM payments.statement_findings WHERE position > $1 AND ($2::text IS NULL OR bank = $2)
       ORDER BY position LIMIT $3`,
      [after, ownBank(caller), limit + 1],
    );
    const items = rows.slice(0, limit).map(({ position, bank, account, statement, recorded }) => ({
      position: Number(position),
      recordedAt: recorded,
      bank,
      account,
      ...(statement.currency !== undefined && { currency: statement.currency }),
      messageId: statement.messageId,
      ...(statement.statementId !== undefined && { statementId: statement.statementId }),
      findings: statement.findings,
    }));
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: String(last.position) }) };
  }
}
