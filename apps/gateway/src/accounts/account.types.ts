import { accountCodeSchema } from '@corridor/contracts';
import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CurrencyCode, DateTime, Position } from '../graphql/scalars.js';
import { AsOfArgs } from '../read/as-of.types.js';

type Code = (typeof accountCodeSchema.options)[number];
const nameOf = (code: string): string => code.toUpperCase().replaceAll('-', '_');

const HOLDS: Readonly<Record<Code, string>> = {
  nostro: 'Money that came in at the bank.',
  vostro: "What of it is the creditor's, since it pays what he is owed.",
  suspense: 'What of it pays nothing yet.',
  'fx-clearing': 'Between the currency that came and the one that was owed.',
  fees: 'What banks on the way took of what was owed, less what they kept of returns.',
  'lc-margin': 'What applicants put up for letters of credit.',
  guarantee: 'Undertakings that may have to be honoured.',
  'guarantee-contra': 'The other side of undertakings, off the balance sheet.',
};

/** `fx-clearing` is `FX_CLEARING` in GraphQL. */
export const AccountCodeEnum: Readonly<Record<string, string>> = Object.fromEntries(
  accountCodeSchema.options.map((code) => [nameOf(code), code]),
);
registerEnumType(AccountCodeEnum, {
  name: 'AccountCode',
  description: "The ledger's accounts, seen from the bank that books.",
  valuesMap: Object.fromEntries(
    accountCodeSchema.options.map((code) => [nameOf(code), { description: HOLDS[code] }]),
  ),
});

@ObjectType({ isAbstract: true })
abstract class Totals {
  @Field(() => MoneyType, { description: 'All that was debited.' })
  debits!: MoneyType;

  @Field(() => MoneyType, { description: 'All that was credited.' })
  credits!: MoneyType;

  @Field(() => Boolean, {
    description: 'Whether it is of the demo: what a stream posted that the demo generator began.',
  })
  demo!: boolean;
}

@ObjectType({
  description:
    'An account of one bank in one currency, of the demo or of what is real, and what was posted to it.',
})
export class AccountBalance extends Totals {
  @Field(() => AccountCodeEnum, { description: 'Which account.' })
  account!: string;

  @Field(() => ID, { description: 'The bank whose account it is.' })
  of!: string;

  @Field(() => MoneyType, { description: 'Debits less credits: below 0 where more was credited.' })
  balance!: MoneyType;
}

@ObjectType({
  description:
    'All accounts of one currency together, those of the demo by themselves: debits equal credits.',
})
export class CurrencyTotals extends Totals {
  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;
}

@ObjectType({ description: 'What every account came to at a position of the ledger.' })
export class TrialBalance {
  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => [AccountBalance], {
    description:
      'Each account that was ever posted to, by its name; one of the demo, and one of what is real.',
  })
  accounts!: AccountBalance[];

  @Field(() => [CurrencyTotals], { description: 'The sums of each currency.' })
  currencies!: CurrencyTotals[];
}

@ObjectType({ description: 'One line that an event posted to an account.' })
export class AccountLine {
  @Field(() => Position, { description: 'The event that posted it.' })
  position!: number;

  @Field(() => String, { description: 'What happened: the type of the event.' })
  eventType!: string;

  @Field(() => ID, { description: 'The stream of the event, such as `settlement-<id>`.' })
  streamId!: string;

  @Field(() => DateTime, { description: 'When it happened, in UTC.' })
  occurredAt!: string;

  @Field(() => MoneyType, { description: 'The amount: below 0 where it was credited.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'The balance behind it.' })
  balance!: MoneyType;
}

export const AccountLineConnection = connectionOf(AccountLine, 'AccountLine', 'lines of an account');

@ObjectType({ description: 'What was posted to an account, line by line, and what it came to.' })
export class AccountStatement extends AccountBalance {
  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => Int, { description: 'How many lines there are.' })
  count!: number;
}

@ArgsType()
export class AccountArgs extends AsOfArgs {
  @Field(() => AccountCodeEnum, { description: 'Which account.' })
  account!: string;

  @Field(() => ID, { description: 'The bank whose account it is.' })
  of!: string;

  @Field(() => CurrencyCode, { description: 'In which currency.' })
  currency!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Of the demo; left out, of what is real.' })
  demo: boolean = false;
}
