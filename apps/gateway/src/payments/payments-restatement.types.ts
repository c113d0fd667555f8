import { ArgsType, Field, registerEnumType } from '@nestjs/graphql';
import { SinceArgs } from '../restatement/restatement.types.js';
import type { RESTATED_PAYMENTS } from './payments-restatement.sql.js';

export const PaymentsFigureEnum = {
  DAYS_TO_SETTLE: 'daysToSettle',
  BY_CURRENCY: 'byCurrency',
  OPEN_OBLIGATIONS: 'openObligations',
  RETURNS: 'returns',
  BY_BANK_PAIR: 'byBankPair',
  SUSPENSE: 'suspense',
} as const satisfies Readonly<Record<string, keyof typeof RESTATED_PAYMENTS>>;
registerEnumType(PaymentsFigureEnum, {
  name: 'PaymentsFigure',
  description: 'A figure of payments.',
  valuesMap: {
    DAYS_TO_SETTLE: { description: 'Days to settle: what stands above and below the line of its means.' },
    BY_CURRENCY: { description: 'What was settled by currency, and with it the share of local currencies.' },
    OPEN_OBLIGATIONS: { description: 'What is open as of the position, whatever its age.' },
    RETURNS: { description: 'What banks gave back.' },
    BY_BANK_PAIR: {
      description:
        "What was settled by pair of banks, and how long it took; each sum is named with its pair, and with `unknown` where no message told the debtor's bank.",
    },
    SUSPENSE: { description: 'What pays nothing yet as of the position, whatever its age.' },
  },
});

@ArgsType()
export class PaymentsRestatementArgs extends SinceArgs {
  @Field(() => PaymentsFigureEnum, { description: 'Which figure.' })
  of!: keyof typeof RESTATED_PAYMENTS;
}
