import type { FigureDefinition } from '../figures/figure-definition.js';

const BY_COUNTRY =
  'With `debtorAgentCountry`, what came from banks of that country, which the fifth and the sixth character of the BIC tell (ISO 9362). A debtor’s bank that no message told is of no country, and falls out of every such cut. The creditor’s bank is known by its name in the ledger, which tells no country.';
const OF_ANY_COUNTRY = 'It is not told by the country of the debtor’s bank: `debtorAgentCountry` is refused.';

export const daysToSettleFigure: FigureDefinition = {
  field: 'payments.daysToSettle',
  title: 'Days to settle',
  question: 'How many days does it take until what is owed is paid, and how late is that?',
  formula:
    "days = value date of the credit on the creditor's account − day on which the terms start; daysLate = value date − due date; both as a mean over the obligations whose last part was paid in the months, weighted by amount.",
  unit: 'Calendar days.',
  rounding: 'To two digits, half to even, when they are shown; `amountDays` of each share is exact.',
  source:
    "The entry of the account that books the credit (camt.054 or camt.053, CRDT and BOOK); until there is one, the status ACCC of the creditor's bank.",
  edgeCases: [
    'What is paid in parts counts each part with its own days; it is final when all is paid.',
    'What its debtor paid before the terms start, by the mean of its parts weighted by amount, is an advance: counted apart, out of the mean.',
    'A return reopens: the obligation is out until it is paid again.',
    'Open obligations are in their age bands, not in the mean.',
    'Months are those of the value date of the last part.',
    BY_COUNTRY,
  ],
  example:
    'Terms start on 1 March. A fifth of 100.00 is paid on 11 March and the rest on 21 March: (10 × 20.00 + 20 × 80.00) ÷ 100.00 = 18.00 days; due on 31 March, it is −12.00 days late.',
};

export const localCurrencyShareFigure: FigureDefinition = {
  field: 'payments.localCurrencyShare',
  title: 'Local-currency share',
  question: "Which share of what was settled was paid in a party's own currency?",
  formula:
    "settled in the currency of the debtor's or the creditor's own country ÷ all that was settled, both in US dollars.",
  unit: 'A number from 0 to 1.',
  rounding:
    'The part of a credit that pays an obligation is worth its part of the dollars, to a cent, half to even; the share to four digits, half to even, when it is shown.',
  source:
    'The currency that banks settled in, not that of the invoice, at the rate that stands in the event of the credit.',
  edgeCases: [
    'What nobody had a rate for is in neither sum: `unconverted` tells how many that were.',
    'A part of a credit that pays nothing is in neither sum.',
    'Absent where nothing was settled, and where nobody had a rate for any of what was paid in an own currency: then it is not known, and not 0.',
    '0 where all was settled in other currencies.',
    BY_COUNTRY,
  ],
  example:
    'Paid to sellers in Pakistan: 125.00 in dollars, and 278.00 of a credit of 300.00 in rupees, which was worth 1.08, so 1.00 of it: 1.00 ÷ 126.00 = 0.0079.',
};

export const openObligationsFigure: FigureDefinition = {
  field: 'payments.openObligations',
  title: 'Open obligations by age',
  question: 'What is owed, and for how long has it been overdue?',
  formula:
    'outstanding = amount − what was matched of it, by creditor’s bank, currency and age: day asked for − due date, in the bands not due, 1–30, 31–60, 61–90, over 90.',
  unit: 'The currency that is owed, in minor units.',
  rounding: 'None.',
  source: 'Obligations as they arose by the terms of their invoices, and what was matched or taken back.',
  edgeCases: [
    'Without a day, the age is that on the day of `occurredUntil`, as its offset has it; without that, on the last day of the months asked for, but no later than the day, by UTC, on which the last event up to the position was recorded. Where that event is archived, a day has to be named.',
    'An invoice that was withdrawn is owed no more.',
    'What a return took back is owed again, with its first due date.',
    '`openObligationShares` has what is owed of each obligation, with the events that tell of it: those of a bank, currency and age sum to its `outstanding` to the last minor unit.',
    OF_ANY_COUNTRY,
  ],
  example:
    'Of 40.00 due on 31 March, 40.00 was paid and a half of it given back: 20.00 is open, and on 30 April it is 30 days overdue, in the band 1–30.',
};

export const returnsFigure: FigureDefinition = {
  field: 'payments.returns',
  title: 'Returned payments',
  question: 'What did banks give back, and for which reasons?',
  formula:
    'By reason and currency: how many returns, what of the credits they undid, and what of it went back.',
  unit: 'The currency of the credit, in minor units.',
  rounding: 'None.',
  source: 'pacs.004 and reversing entries; reasons are codes of ISO 20022’s ExternalReturnReason1Code.',
  edgeCases: [
    'Months are those of the booking date.',
    'What banks kept of it is the difference between `amount` and `returned`.',
    'A reason that was told later counts from the position on at which it was told.',
    '`returnShares` has what each return undid, and what of it went back, with the events that made it: those of a reason and currency sum to its `amount` and `returned` to the last minor unit.',
    OF_ANY_COUNTRY,
  ],
  example:
    'Of 40.00, 20.00 was given back for a closed account, of which the bank kept 0.50: one return for AC04, amount 20.00, returned 19.50.',
};

export const bankPairsFigure: FigureDefinition = {
  field: 'payments.byBankPair',
  title: 'Payments by pair of banks',
  question:
    'What did one bank pay another month by month, how long did that take, and which share was paid in an own currency?',
  formula:
    "By the debtor's bank, the bank that booked for the creditor, and the month of the value date: usd = what credits settle of obligations; localCurrencyShare = ownUsd ÷ usd, as in [local-currency share](local-currency-share.md). By the month in which the last of it was paid: [days to settle](days-to-settle.md) of the same pair.",
  unit: 'US dollars; days; a number from 0 to 1.',
  rounding:
    'The part of a credit that pays an obligation is worth its part of the dollars, to a cent, half to even; shares to four digits and days to two, half to even, when they are shown.',
  source:
    'The credits as their banks booked them, and what was matched, returned or taken back of them; the currency is that of the payment between banks.',
  edgeCases: [
    'Branches of a bank are one bank; where no message told which bank paid, the pair has no debtor’s bank.',
    'What nobody had a rate for is not in the dollars: `unconverted` tells how many credits that were.',
    'A part of a credit that pays nothing is in no pair; it is in suspense.',
    'What was settled counts in the month of each credit, its days in the month of the last: an obligation that is not paid in full has none.',
    'A return takes out of the month of the credit that it gives back.',
    BY_COUNTRY,
  ],
  example:
    'In March an Almaty bank pays Karachi 100.00 in dollars, and 278.00 of a credit of 300.00 in rupees that was worth 1.08, so 1.00 of it: usd 101.00, ownUsd 1.00, localCurrencyShare 0.0099. In April it pays 40.00 of 80.00: usd 40.00, and no days yet. Both months: 141.00, of it 0.0071 in an own currency.',
};

export const suspenseFigure: FigureDefinition = {
  field: 'payments.suspense',
  title: 'Money in suspense',
  question: 'What came in at banks and pays nothing yet, and for how long has it been there?',
  formula:
    'amount = what was credited to the account `suspense` − what was debited, by bank, currency and age: day asked for − value date of the credit, in the bands 0–30, 31–60, 61–90, over 90; on a day before that, value date ahead.',
  unit: 'The currency of the credit, in minor units.',
  rounding: 'None.',
  source:
    'The postings that stand in the events of settlements ([accounts](../accounts.md)): what is booked waits until it is matched, returned or corrected.',
  edgeCases: [
    'All that waits as of the position, whichever months are asked for; without a day, the age is that on the day of `occurredUntil`, else on the last day of these.',
    'The sum over the ages of a bank and currency is what its account `suspense` owes in the trial balance, the demo and what is real together.',
    'What a return or a withdrawn match takes back waits again, from the first value date of the credit.',
    'Where a status booked a credit, its value date is that of the entry of the account, once there is one.',
    OF_ANY_COUNTRY,
  ],
  example:
    'On 30 April, 22.00 of 300.00 in rupees of 21 March pay nothing: 40 days, in the band 31–60. Of two credits in dollars, 70.00 of 1 February wait 88 days, in the band 61–90, and 5.00 of 30 April none, in the band 0–30.',
};
