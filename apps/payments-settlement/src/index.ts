import { CONSUMERS } from '@corridor/contracts';
import {
  idempotentConsumer,
  type LedgerParts,
  type LedgerServiceOptions,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import { aggregatesOn } from './aggregates.js';
import { BankCalendars } from './bank-calendars/bank-calendars.js';
import { overdueProceeds } from './instruments/overdue-proceeds.js';
import { lapsedCredits } from './letters-of-credit/lapsing.js';
import { listStatuses, listWatch } from './list/list-statuses.js';
import { LIST_BATCH } from './list/log-list.js';
import { PaymentsLists } from './list/payments-lists.js';
import { CreditNames } from './naming/credit-names.js';
import { WebhookSender } from './outgoing/delivery/sender.js';
import { WebhookDeliverer } from './outgoing/delivery/webhook-deliverer.js';
import { AwaitedReturns } from './payments/awaited-returns.js';
import { PaymentOriginals } from './payments/payment-originals.js';
import { paymentsModule } from './payments.module.js';
import { type PaymentsSettings, readPaymentsSettings } from './payments-settings.js';
import { Matching } from './process/matching.js';
import { NamingRounds } from './process/naming-rounds.js';
import { paymentsProcess } from './process/payments-process.js';
import { RateRounds } from './process/rate-rounds.js';
import { Rates } from './rates/rates.js';
import { awaitedRecalls } from './recalls/awaited-recalls.js';
import { Recalls } from './recalls/recalls.js';
import { Flagging } from './red-flags/flagging.js';
import { phantomShipments } from './red-flags/phantom-shipments.js';
import { GiveBack } from './returns/give-back.js';
import { openScreening } from './screening/open-screening.js';
import { screenedAgain } from './screening/screened-again.js';
import type { Clock } from './tokens.js';

export { readPaymentsSettings };

/** The consumer group of the process manager. */
export const PAYMENTS_GROUP = 'payments-settlement';

const LIST_IDLE_MS = 100;
const TIDY_IDLE_MS = 60_000;
/** A recall is passed on in a moment; its answer takes days. */
const RECALLS_IDLE_MS = 1_000;
/** What a step that looks at new credits does not see is rare. */
const RETURNS_IDLE_MS = 60_000;
/** Work lists wait for it where they are asked. */
const SUPERVISION_IDLE_MS = 500;
/** Terms are told to the day; nobody waits for the mark. */
const TERMS_IDLE_MS = 60_000;
const NAMES_IDLE_MS = 2_000;
/** What stands still is logged so soon. */
const WATCH_IDLE_MS = 10_000;
/** What is held for want of an answer pays as soon as there is one. */
const SCREENING_IDLE_MS = 1_000;

/** What lapses does so with a day; nobody waits for the mark. */
const LAPSING_IDLE_MS = 30_000;

/**
 * Runs payments-settlement: takes banks' settlements, raises obligations, lets the one pay the other, keeps rates and bank calendars,
 * tells banks how their payments stand, and watches over it all: by what regulators want to come home, and by what does not fit.
 */
export async function startPaymentsSettlement(
  settings: ServiceSettings,
  logger: LedgerServiceOptions['logger'],
  told: Partial<PaymentsSettings> = {},
): Promise<RunningService> {
  const payments = { ...readPaymentsSettings({}), ...told };
  const { list, url } = payments.screening;
  const screening = await openScreening(payments.screening, logger);
  let lists: PaymentsLists | undefined;
  const listsOf = (parts: LedgerParts): PaymentsLists => {
    lists ??= new PaymentsLists(parts, aggregatesOn(parts.store));
    return lists;
  };
  return startLedgerService({
    settings,
    logger,
    role: 'payments_settlement',
    publishes: 'payments-settlement',
    module: paymentsModule(payments, screening, listsOf),
    followers: ({ pool }) => listStatuses(pool, PAYMENTS_GROUP),
    consumers: (parts) => {
      const aggregates = aggregatesOn(parts.store);
      const advisers = {
        rates: new Rates(parts, payments.rates, listsOf(parts).rates),
        calendars: new BankCalendars(aggregates.calendars),
      };
      const handling = paymentsProcess(parts.store, aggregates, advisers, parts.onUnknownEvent);
      const subscribed = { group: PAYMENTS_GROUP, ...CONSUMERS['payments-settlement'] };
      return [idempotentConsumer(parts, subscribed, handling)];
    },
    loops: (parts) => {
      const { store, pool } = parts;
      const lists = listsOf(parts);
      const { supervision } = lists;
      const aggregates = aggregatesOn(store);
      const credits = aggregates.lettersOfCredit;
      const rates = new Rates(parts, payments.rates, lists.rates);
      const awaited = awaitedMessages(parts, lists, logger, payments.now);
      const sender = new WebhookSender({ allowsLoopback: settings.webhookLoopback ?? false });
      const deliverer = new WebhookDeliverer({ pool, aggregates, sender });
      const watched = { pool, store, supervision, now: payments.now };
      const overdue = overdueProceeds({
        ...watched,
        instruments: aggregates.instruments,
        onFailed: (instrumentId, error) =>
          logger.warn({ err: error, instrumentId }, 'overdue proceeds could not be marked, trying again'),
      });
      const phantoms = phantomShipments({
        ...watched,
        flagging: new Flagging(store, aggregates),
        onFailed: (consignmentId, error) =>
          logger.warn({ err: error, consignmentId }, 'paid goods could not be flagged, trying again'),
      });
      const matching = new Matching(store, aggregates, rates);
      const rounds = new RateRounds({ pool, store, matching, group: PAYMENTS_GROUP });
      const namingRounds = new NamingRounds({ pool, store, matching, group: PAYMENTS_GROUP });
      const calendars = new BankCalendars(aggregates.calendars);
      const lapse = lapsedCredits({
        pool,
        store,
        credits,
        calendarsOf: (countries) => calendars.calendarsOf(countries),
        now: payments.now,
        onFailed: (letterOfCreditId, error) =>
          logger.warn(
            { err: error, letterOfCreditId },
            'what lapsed of a credit could not be marked, trying again',
          ),
      });
      const rescreen = screenedAgain({
        pool,
        store,
        settlements: aggregates.settlements,
        screening,
        now: payments.now,
        onFailed: (settlementId, error) =>
          logger.warn(
            { err: error, settlementId },
            'a held settlement could not be screened again, trying again',
          ),
      });
      return [
        ...[lists.settlements, lists.rates, lists.outgoing, lists.credits, lists.payments].map((each) => ({
          step: () => each.step(),
          idleMs: LIST_IDLE_MS,
          fullStep: LIST_BATCH,
        })),
        { step: () => deliverer.step(), idleMs: LIST_IDLE_MS, end: () => deliverer.stop() },
        { step: () => deliverer.tidy(), idleMs: TIDY_IDLE_MS },
        { step: () => supervision.step(), idleMs: SUPERVISION_IDLE_MS },
        { step: overdue, idleMs: TERMS_IDLE_MS },
        { step: phantoms, idleMs: TERMS_IDLE_MS },
        { step: lapse, idleMs: LAPSING_IDLE_MS },
        // Where nothing is set, what is held for want of an answer waits for a person.
        ...(list === undefined && url === undefined ? [] : [{ step: rescreen, idleMs: SCREENING_IDLE_MS }]),
        { step: () => lists.names.step(), idleMs: NAMES_IDLE_MS, fullStep: LIST_BATCH },
        { step: () => rounds.step(), idleMs: LIST_IDLE_MS },
        { step: () => namingRounds.step(), idleMs: LIST_IDLE_MS },
        { step: () => awaited.returns.step(), idleMs: LIST_IDLE_MS },
        { step: awaited.returns.round, idleMs: RETURNS_IDLE_MS },
        { step: awaited.recalls, idleMs: RECALLS_IDLE_MS },
        { step: listWatch({ pool, logger }, PAYMENTS_GROUP), idleMs: WATCH_IDLE_MS },
      ];
    },
  });
}

/** What is done once that has come which it waits for. */
function awaitedMessages(
  { store, pool }: LedgerParts,
  lists: PaymentsLists,
  logger: LedgerServiceOptions['logger'],
  now: Clock,
): { readonly returns: AwaitedReturns; readonly recalls: () => Promise<number> } {
  const aggregates = aggregatesOn(store);
  const names = new CreditNames(pool);
  const originals = new PaymentOriginals(lists.payments, lists.settlements, { pool }, aggregates);
  const recalls = new Recalls(store, aggregates, names, originals, { pool }, now);
  return {
    returns: new AwaitedReturns({
      pool,
      store,
      names,
      returns: new GiveBack(store, aggregates),
      now,
      onFailed: (position, error) =>
        logger.warn({ err: error, position }, 'a return that waits could not be done, trying again'),
    }),
    recalls: awaitedRecalls({
      pool,
      store,
      payments: aggregates.payments,
      names,
      recalls,
      now,
      onFailed: (recallId, error) =>
        logger.warn({ err: error, recallId }, 'a recall could not be passed on, trying again'),
    }),
  };
}
