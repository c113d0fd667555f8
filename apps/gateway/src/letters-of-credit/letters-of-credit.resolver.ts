import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { bankOf } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { firstDay, lastDay } from '../calendar/month.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { type AskedFigures, readFigures, standingOf } from '../read/asked-figures.js';
import { type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { ratioOf } from '../targets/ratio-of.js';
import { RESTATED_CREDITS } from './credits-restatement.sql.js';
import { lettersOfCreditFigure } from './letters-of-credit.figure.js';
import { CREDIT_SHARES_SQL, CREDITS_SQL, type CreditRow, type CreditsRow } from './letters-of-credit.sql.js';
import {
  type CreditShare,
  CreditShareConnection,
  CreditsArgs,
  type CreditsOfBank,
  CreditsOfMonths,
} from './letters-of-credit.types.js';

const LIST = 'credit-share';

@LedgerResolver(() => CreditsOfMonths)
export class LettersOfCreditResolver {
  @Query(() => CreditsOfMonths, {
    nullable: true,
    description: `${lettersOfCreditFigure.question} For reporters and operators; a bank sees those that it issued.`,
  })
  async lettersOfCredit(
    @Args() { from, to, occurredUntil = null, ...asked }: CreditsArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<AskedFigures> {
    checkMonths(from, to);
    const bank = bankOf(caller) ?? null;
    return {
      from,
      to,
      asOf: await readModels.asOf(asked, 'letters-of-credit'),
      bank,
      occurredUntil,
      session,
    };
  }

  @ResolveField()
  async byBank(@Parent() answer: AskedFigures): Promise<readonly CreditsOfBank[]> {
    return (await readFigures<CreditsRow>(answer, CREDITS_SQL)).map((row) => ({
      ...figuresOf(row),
      examinations: row.examined,
      examinationDays: ratioOf(String(row.examination_days), String(row.examined), 2),
    }));
  }

  @ResolveField(() => CreditShareConnection, {
    nullable: true,
    description:
      'Explains the figures: every credit that made them, in the order of the ledger, with its share.',
  })
  async credits(@Parent() answer: AskedFigures, @Args() page: PageArgs): Promise<Connection<CreditShare>> {
    const after = positionOf(LIST, page.after) ?? 0;
    const rows = await readFigures<CreditRow>(answer, CREDIT_SHARES_SQL, [after, page.first + 1]);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(@Parent() answer: AskedFigures, @Args() { since }: SinceArgs): Restated {
    const { session, asOf, from, to } = answer;
    const days = [firstDay(from), lastDay(to)];
    const asked = restated({ since, asOf, session }, RESTATED_CREDITS, (position) => [
      ...standingOf({ ...answer, asOf: position }),
      ...days,
    ]);
    return { ...asked, isOpen: true };
  }
}

function figuresOf(row: CreditsRow) {
  const { currency } = row;
  return {
    issuingBank: row.issuing_bank,
    currency,
    issued: row.issued,
    issuedAmount: money(row.issued_minor, currency),
    amendments: row.amended,
    amendedBy: money(row.amended_minor, currency),
    presentations: row.presented,
    drawn: money(row.drawn_minor, currency),
    refusals: row.refused,
    honoured: money(row.paid_minor, currency),
    expiredUnused: money(row.unused_minor, currency),
    available: money(row.available_minor, currency),
  };
}

function toShare(row: CreditRow): CreditShare {
  return {
    ...figuresOf(row),
    letterOfCreditId: row.letter_of_credit_id,
    examinations: row.examined,
    daysExamined: row.examination_days,
    positions: row.positions.map(Number),
  };
}
