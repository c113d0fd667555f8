import type { FigureDefinition } from '../figures/figure-definition.js';

export const customsDutiesFigure: FigureDefinition = {
  field: 'customsDuties',
  title: 'Customs duties',
  question:
    'What duties and taxes does customs ask for, of which kind and at which office, what is paid of them, and what is given back?',
  formula:
    'Assessed: the sum of the assessments of the months that stand as of the position. Paid: the sum of the payments to the treasury of the months. Refunded: the sum of what the treasury gave back in the months, whenever it had been paid, without what is withdrawn by the position. Outstanding: of the declarations of these assessments, what is assessed less all that was paid by the position, whenever. Each currency for itself.',
  unit: 'money, in the currency in which it was charged',
  rounding: 'None: sums are of minor units.',
  source:
    'What customs offices tell of declarations: DutyAssessed, DutyPaid, DutyRefunded, DutyRefundWithdrawn, and what calls a declaration off.',
  edgeCases: [
    'An assessment is of the month in which it was made, by the day of the customs office; a payment is of the month of the day on which the treasury took it.',
    'An assessment replaces the one before, which counts no more from then on, in whichever month it was.',
    'What was assessed of a declaration that is refused or taken back counts no more; what was paid for it was paid.',
    'By an instant (`occurredUntil`) an assessment stands until another one had been made, or the declaration had been refused or taken back, whatever was told since.',
    'What is paid is told of an assessment as a whole: it is not split by kinds.',
    'A refund is of the month of the day on which the treasury gave it. It takes nothing off what was paid, nor does it make anything outstanding: what the treasury keeps is paid less refunded.',
    'Duty is given back once the declaration is cleared, refused or taken back, and never more than was paid.',
    'A refund that was told wrong and withdrawn counts up to its withdrawal: as of a position before it, and by an instant before it was told to have happened. What is told anew under its reference is a correction, too.',
    'A `reporter` is the country of the customs office. Where the goods came from or went to is not told apart.',
    'Amounts are not converted into USD: none of their events keeps a rate.',
    'Assessments, payments and refunds of the same months need not be of the same declarations.',
    'A duty of 0 says that nothing is owed of its kind; it is in the explanation and adds nothing.',
  ],
  example:
    'On 9 March, Almaty assesses 100.15 KZT of customs duty and 12.01 KZT of value added tax, in place of 500.00 KZT of the day before; 100.00 KZT are paid on 10 March and 12.16 on 1 April, and it is cleared the day after. 10.00 KZT are given back on 20 April, charged too much. Of March: assessed 112.16 KZT, paid 100.00, refunded 0.00, outstanding 0.00. Of March and April: assessed 112.16, paid 112.16, refunded 10.00, outstanding 0.00. Of March, as of the position before the second assessment: assessed 500.00, paid 0.00, refunded 0.00, outstanding 500.00.',
};
