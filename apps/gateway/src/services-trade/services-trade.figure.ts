import type { FigureDefinition } from '../figures/figure-definition.js';

export const servicesTradeFigure: FigureDefinition = {
  field: 'servicesTrade',
  title: 'Trade in services',
  question:
    'What was paid for services between the reporter and the partner, month by month, for which services, in which currencies, and by which credits?',
  formula:
    'S(reporter, partner, months) = exports + imports. Exports: what banks booked for providers of the reporter, and said to be paid under contracts of services with customers of the partner; imports: the other way round. What a match is taken back by, counts off it. Cut by month, by item of EBOPS 2010 and by the currency that was paid; each cut sums to the total.',
  unit: 'USD, at the rate of the value date of the credit; dated by the month of that day, by the clock of the bank that booked it.',
  rounding:
    'Each match is rounded to the cent, half to even, when it is decided; of one that is taken back in part so is that part, and the whole is exactly the whole. Where an entry tells what its credit is worth, the parts of it are worth their shares of that, half to even, and sum to it. Sums add cents and round nothing.',
  source:
    'Contracts of services (ServiceContractRegistered, ServiceContractReclassified, ServiceContractWithdrawn), what banks say that credits pay under them (SettlementMatchedToServiceContract, SettlementUnmatchedFromServiceContract), and entries of what a status booked (SettlementBooked, SettlementConfirmed). Items: Manual on Statistics of International Trade in Services 2010, Extended Balance of Payments Services Classification (EBOPS 2010).',
  edgeCases: [
    'It is on its own line: no figure of goods, and no target, has any of it.',
    'It counts what was settled, not what was agreed or done: a contract that nobody paid counts as nothing, and what is paid in advance counts as it is paid.',
    'What is taken back, by a person, by a return of the credit or since the entry of the account was less, counts off the month of the credit, as of its position; it is no import.',
    'A contract that was told under a wrong item counts under the right one from the beginning, in all months, once that is told.',
    'What was said to be paid under a contract that was registered by mistake counts no more from its withdrawal on, whoever takes it back.',
    'Asked for one item, its parts count with it: `SI` (IT) has `SI1`, `SI2`, `SI21`.',
    'What nobody had a rate for is not in the dollars: it is told by currency, and `unconverted` tells of how many matches that was.',
    'Where a status booked the credit and the entry of the account tells another value date, what is paid counts in the month of the entry from that event on, also what was matched before; at the rate that the entry tells with another amount, else at that of the match. What is taken back later counts off there. Such a move is a correction, not new trade.',
    'Who paid is not checked against the customer of the contract: what counts is that the bank of the provider says what the credit pays for.',
    "It is for reporters, operators, customs, the Commission and the Business Council: a month of one item may be one firm's income. The progress report has it in all.",
    'The exports of one side are the imports of the other: both are told by the bank of the provider, so that there is no mirror gap.',
    'Asked by `occurredUntil`, exactly the events count that had happened by then, as they are known as of the position: a match by when somebody said it, whatever the value date, and a move to another day where both the entry and what it moves had happened.',
  ],
  example:
    'In March, Karachi books 8,000.00 USD from Almaty for software (SI21), and Almaty 5,000.00 USD from Karachi for a survey (SJ3); in April, 1,000.00 of the software go back. PK with KZ from March to April: exports 7,000.00, imports 5,000.00, total 12,000.00, all of it in March; of IT (SI) 7,000.00. As of the position before the return: exports 8,000.00.',
};
