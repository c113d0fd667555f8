export * from './bank-calendar/bank-calendar.commands.js';
export * from './bank-calendar/bank-calendar.events.js';
export * from './bank-calendar/bank-calendar.js';
export * from './bank-calendar/banking-days.js';
export * from './bank-calendar/value-date.js';
export { dueDate, isLocalDate } from './calendar.js';
export * from './capture/capture.events.js';
export * from './capture/capture.js';
export { isSameCheckpoint } from './consignment/checkpoints.js';
export * from './consignment/consignment.commands.js';
export * from './consignment/consignment.events.js';
export * from './consignment/consignment.js';
export * from './consignment/consignment-state.js';
export { beyondEarlier } from './consignment/covered-before.js';
export { declaredShares } from './consignment/declared-shares.js';
export * from './consignment/documents.js';
export { mayHaveLeft } from './consignment/frontier.js';
export * from './consignment/goods.js';
export * from './consignment/splitting.js';
export { millionths } from './decimal.js';
export { coverageOf } from './declaration/coverage.js';
export * from './declaration/declaration.commands.js';
export * from './declaration/declaration.events.js';
export * from './declaration/declaration.js';
export * from './declaration/declaration-state.js';
export { FOR_GOOD } from './declaration/lodgement.js';
export * from './declaration/statistical-value.js';
export * from './epcis/epcis-event.commands.js';
export * from './epcis/epcis-event.events.js';
export * from './epcis/epcis-event.js';
export * from './financial-instrument/financial-instrument.commands.js';
export * from './financial-instrument/financial-instrument.events.js';
export * from './financial-instrument/financial-instrument.js';
export {
  type InstrumentState,
  type KnownInstrument,
  realisedOf,
  stillToCome,
} from './financial-instrument/financial-instrument-state.js';
export * from './guarantee/guarantee.commands.js';
export * from './guarantee/guarantee.events.js';
export * from './guarantee/guarantee.js';
export * from './invoice/invoice.events.js';
export * from './invoice/invoice.js';
export {
  availableOf as availableOfCredit,
  commitmentsOf,
  drawnOf,
  undertakenOf,
} from './letter-of-credit/commitments.js';
export * from './letter-of-credit/credit-terms.js';
export { discrepanciesOf, lastDayOf, TRANSPORT_DOCUMENTS } from './letter-of-credit/discrepancies.js';
export { legalForCredit } from './letter-of-credit/legal-steps.js';
export * from './letter-of-credit/letter-of-credit.commands.js';
export * from './letter-of-credit/letter-of-credit.events.js';
export * from './letter-of-credit/letter-of-credit.js';
export * from './letter-of-credit/letter-of-credit-state.js';
export { isBound, payingBanksOf } from './letter-of-credit/parts.js';
export { findPresented } from './letter-of-credit/presenting.js';
export * from './message/message.events.js';
export * from './message/message.js';
export * from './obligation/matching.js';
export * from './obligation/obligation.events.js';
export * from './obligation/obligation.js';
export * from './payment/payment.commands.js';
export * from './payment/payment.events.js';
export * from './payment/payment.js';
export * from './payment/payment-state.js';
export * from './postings/posting.js';
export * from './rates/exchange.js';
export * from './rates/find-rate.js';
export * from './rates/rate.commands.js';
export * from './rates/rate.events.js';
export * from './rates/rate.js';
export * from './rates/rate-book.js';
export * from './red-flag/red-flag.commands.js';
export * from './red-flag/red-flag.events.js';
export * from './red-flag/red-flag.js';
export * from './red-flag/suspicions.js';
export * from './red-flag/unit-values.js';
export * from './route/route.commands.js';
export * from './route/route.events.js';
export * from './route/route.js';
export * from './route/route-plan.js';
export * from './settlement/allocated-parts.js';
export * from './settlement/settlement.commands.js';
export * from './settlement/settlement.events.js';
export * from './settlement/settlement.js';
export * from './settlement/settlement-state.js';
export * from './statement/statement.events.js';
export * from './statement/statement.js';
export * from './target/target.events.js';
export * from './target/target.js';
export * from './transit/seals.js';
export * from './transit/time-limit.js';
export * from './transit/transit.commands.js';
export * from './transit/transit.events.js';
export * from './transit/transit.js';
export * from './transit/transit-state.js';
export * from './ucr/ucr.events.js';
export * from './ucr/ucr.js';
export * from './webhook/webhook.commands.js';
export * from './webhook/webhook.events.js';
export * from './webhook/webhook.js';
