import { type Decider, type MoneyJson, never, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate, dueDate } from '../calendar.js';
import { checkCurrency, checkPositive, checkStep, isSame, refuse } from '../checks.js';
import type { InstrumentCommand } from './financial-instrument.commands.js';
import type { InstrumentEvent, InstrumentKind, InstrumentRegistered } from './financial-instrument.events.js';
import {
  evolve,
  type InstrumentState,
  type KnownInstrument,
  known,
  realisedOf,
  receivedOf,
  stillToCome,
} from './financial-instrument-state.js';

/** The longest term that a contract may state: ten years. */
const TERM_DAYS_MAX = 3_650;

const COUNTRY_OF: Readonly<Record<InstrumentKind, string>> = {
  'pk-financial-instrument': 'PK',
  'kz-contract-number': 'KZ',
};

/** The country whose regulator follows it, ISO 3166-1 alpha-2. */
export function countryOfInstrument(kind: InstrumentKind): string {
  return COUNTRY_OF[kind];
}

/** The commands that an instrument allows as it stands. */
export function legalForInstrument(state: InstrumentState): readonly InstrumentCommand['type'][] {
  switch (state.status) {
    case 'unknown':
      return ['RegisterInstrument'];
    case 'open':
      return [
        'TieInstrument',
        'StartRepatriationTerm',
        'RecordProceeds',
        'AmendInstrumentAmount',
        'ExtendRepatriationTerm',
        'MarkProceedsOverdue',
        'CancelInstrument',
      ];
    case 'closed':
      return ['StartRepatriationTerm', 'RecordProceeds', 'AmendInstrumentAmount'];
    case 'cancelled':
      return ['CancelInstrument'];
    default:
      return never(state);
  }
}

/** Whether on a local day (`YYYY-MM-DD`) its proceeds are overdue, and were not told to be. */
export function isNewlyOverdue(state: InstrumentState, today: string): boolean {
  if (state.status !== 'open' || state.dueOn === undefined) return false;
  return today > state.dueOn && stillToCome(state) > 0n && !state.missed.includes(state.dueOn);
}

/** What a regulator follows the money of a trade by: which goods it covers, what has come for them, and by when the rest has to. */
export const financialInstrument: Decider<InstrumentCommand, InstrumentEvent, InstrumentState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: InstrumentCommand, state: InstrumentState): readonly InstrumentEvent[] {
  checkStep(command.type, `instrument is ${state.status}`, legalForInstrument(state));
  const { occurredAt } = command;
  switch (command.type) {
    case 'RegisterInstrument':
      checkRegistration(command.data);
      return [{ type: 'InstrumentRegistered', occurredAt, data: command.data }];
    case 'TieInstrument': {
      const { ofWhole, ...data } = command.data;
      return isCovered(known(state), command.data) ? [] : [{ type: 'InstrumentTied', occurredAt, data }];
    }
    case 'StartRepatriationTerm':
      return startTerm(command, known(state));
    case 'RecordProceeds':
      return recordProceeds(command, known(state));
    case 'AmendInstrumentAmount':
      return amend(command, known(state));
    case 'ExtendRepatriationTerm':
      return extend(command, known(state));
    case 'MarkProceedsOverdue': {
      const before = known(state);
      const { dueOn, missed } = before;
      if (dueOn !== undefined && missed.includes(dueOn)) return [];
      if (dueOn === undefined || !isNewlyOverdue(before, dayOf(occurredAt))) {
        const message = dueOn === undefined ? 'Nothing was shipped yet.' : `Its last day is ${dueOn}.`;
        throw new Rejection('limit-not-passed', message);
      }
      const { instrumentId } = before.registered;
      const outstanding = moneyOf(before, stillToCome(before));
      return [{ type: 'ProceedsOverdue', occurredAt, data: { instrumentId, dueOn, outstanding } }];
    }
    case 'CancelInstrument': {
      const before = known(state);
      if (before.status === 'cancelled') return [];
      if (realisedOf(before) > 0n) {
        const message = 'Money has come for what it covers; amend its amount to what is to come instead.';
        throw new Rejection('proceeds-received', message);
      }
      return [{ type: 'InstrumentCancelled', occurredAt, data: command.data }];
    }
    default:
      return never(command);
  }
}

type CommandOf<Type extends InstrumentCommand['type']> = Extract<InstrumentCommand, { type: Type }>;

/** The first shipment starts the clock, in whichever order shipments are told; what was allowed by an extension holds. */
function startTerm(
  { occurredAt, data }: CommandOf<'StartRepatriationTerm'>,
  { registered, startedOn, extendedTo }: KnownInstrument,
): readonly InstrumentEvent[] {
  const { term, paymentDueOn } = registered;
  const { instrumentId, consignmentId, shippedOn } = data;
  if (term === undefined || (startedOn !== undefined && startedOn <= shippedOn)) return [];
  const last = dueDate(shippedOn, term.days);
  const agreed = paymentDueOn !== undefined && paymentDueOn < last ? paymentDueOn : last;
  const dueOn = extendedTo ?? agreed;
  const started = { instrumentId, consignmentId, startedOn: shippedOn, dueOn };
  return [{ type: 'RepatriationTermStarted', occurredAt, data: started }];
}

/** What an obligation told of itself later holds, and once told, what it told before changes nothing. */
function recordProceeds(
  { occurredAt, data }: CommandOf<'RecordProceeds'>,
  before: KnownInstrument,
): readonly InstrumentEvent[] {
  const { paid, ...told } = data;
  const { instrumentId, invoiceId, obligationVersion } = told;
  checkCurrency(paid, before.registered.amount.currency, '/paid');
  const entry = receivedOf(before, invoiceId);
  if (entry && entry.obligationVersion >= obligationVersion) return [];
  const change = toMoney(paid).minor - (entry?.paid ?? 0n);
  if (change === 0n) return [];
  const realised = realisedOf(before) + change;
  const left = before.amount - realised;
  const amounts = {
    amount: moneyOf(before, change < 0n ? -change : change),
    realised: moneyOf(before, realised),
    outstanding: moneyOf(before, left > 0n ? left : 0n),
  };
  const type = change > 0n ? 'ProceedsRealised' : 'ProceedsTakenBack';
  const event: InstrumentEvent = { type, occurredAt, data: { ...told, ...amounts } };
  if (before.status !== 'open' || left > 0n) return [event];
  const closed = { instrumentId, realised: amounts.realised };
  return [event, { type: 'InstrumentClosed', occurredAt, data: closed }];
}

/** Of a closed one, more may be to come behind it: it is open again then. */
function amend(
  { occurredAt, data }: CommandOf<'AmendInstrumentAmount'>,
  before: KnownInstrument,
): readonly InstrumentEvent[] {
  const { instrumentId, amount } = data;
  checkPositive(amount, '/amount');
  checkCurrency(amount, before.registered.amount.currency, '/amount');
  const minor = toMoney(amount).minor;
  if (minor === before.amount) return [];
  const realised = realisedOf(before);
  if (minor < realised) {
    const { amount: come, currency } = moneyOf(before, realised);
    const message = `${come} ${currency} have come already, which is more than ${amount.amount}.`;
    throw new Rejection('amount-below-realised', message, { pointer: '/amount/amount' });
  }
  const amended = { ...data, amount: moneyOf(before, minor), outstanding: moneyOf(before, minor - realised) };
  const event: InstrumentEvent = { type: 'InstrumentAmountAmended', occurredAt, data: amended };
  if (minor > realised || before.status === 'closed') return [event];
  const closed = { instrumentId, realised: moneyOf(before, realised) };
  return [event, { type: 'InstrumentClosed', occurredAt, data: closed }];
}

function extend(
  { occurredAt, data }: CommandOf<'ExtendRepatriationTerm'>,
  { dueOn: dueBefore }: KnownInstrument,
): readonly InstrumentEvent[] {
  const { instrumentId, dueOn, approval } = data;
  checkLocalDate(dueOn, '/dueOn');
  checkLocalDate(approval.approvedOn, '/approval/approvedOn');
  if (dueBefore === undefined) {
    throw new Rejection('term-not-started', 'Nothing was shipped yet: no term runs that could be extended.');
  }
  if (dueOn === dueBefore) return [];
  if (dueOn < dueBefore) {
    refuse('extension-not-later', `${dueOn} lies before ${dueBefore}, the day that holds.`, '/dueOn');
  }
  const extended = { instrumentId, dueBefore, dueOn, approval };
  return [{ type: 'RepatriationTermExtended', occurredAt, data: extended }];
}

function checkRegistration(data: InstrumentRegistered['data']): void {
  const { kind, flow, holder, bank, amount, issuedOn, term, paymentDueOn } = data;
  checkPositive(amount, '/amount');
  checkLocalDate(issuedOn, '/issuedOn');
  if (paymentDueOn !== undefined) checkLocalDate(paymentDueOn, '/paymentDueOn');
  const country = COUNTRY_OF[kind];
  if (holder.country !== country) {
    const message = `A ${kind} is held by a firm of ${country}; "${holder.name}" is of ${holder.country}.`;
    refuse('holder-abroad', message, '/holder/country');
  }
  if (holder.participantId === bank) refuse('holder-is-bank', 'A bank does not follow itself.', '/bank');
  if (kind === 'pk-financial-instrument' && flow === 'import') {
    const message = 'Financial instruments of imports are not followed here; those of exports are.';
    refuse('flow-not-followed', message, '/flow');
  }
  if (flow === 'import' && term) refuse('term-of-import', 'Nothing of an import comes home.', '/term');
  if (flow === 'export' && !term)
    refuse('term-missing', 'Say within how many days money has to come.', '/term');
  if (term && !(Number.isSafeInteger(term.days) && term.days > 0 && term.days <= TERM_DAYS_MAX)) {
    refuse('term-out-of-range', `A term has 1 to ${TERM_DAYS_MAX} days.`, '/term/days');
  }
}

/** A consignment that is covered with all its invoices is so with each of its own; a declaration's number is told beside. */
function isCovered(
  { ties }: KnownInstrument,
  { instrumentId: _, ofWhole, ...told }: CommandOf<'TieInstrument'>['data'],
): boolean {
  if (ties.some((tie) => isSame(tie, told))) return true;
  if (told.declarationNumber !== undefined) return false;
  return ties.some(
    ({ consignmentId, invoiceId }) =>
      consignmentId === told.consignmentId &&
      (invoiceId === told.invoiceId || (invoiceId === undefined && !ofWhole)),
  );
}

function moneyOf({ registered }: KnownInstrument, minor: bigint): MoneyJson {
  return toMoneyJson({ minor, currency: registered.amount.currency });
}

/** The local day of an instant, by the offset that it was told with. */
function dayOf(occurredAt: string): string {
  return occurredAt.slice(0, 10);
}
