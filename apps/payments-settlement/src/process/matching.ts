import type { EventDataOf, EventOf, RecordedEvent } from '@corridor/contracts';
import {
  allocate,
  type BookedSettlement,
  isAmbiguous,
  isRaised,
  namesAny,
  namesSeveralCreditors,
  type SettlementState,
  type UnallocatedSettlement,
  waitsForPerson,
} from '@corridor/domain';
import type { EventStore, Loaded } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { OFFICIAL_SOURCES, type Rates } from '../rates/rates.js';
import { AccountCreditors } from './account-creditors.js';
import { isOwn } from './cause.js';
import { CreditsUnderUetr } from './credits-under-uetr.js';
import { DrawnItems } from './drawn-items.js';
import { FillingUp } from './filling-up.js';
import { type Found, idOf, isOwed, isPayable } from './found.js';
import { Instructions, instructionOf, speaksFor } from './instructions.js';
import { Likeness } from './likeness.js';
import { MoneyFinder } from './money.js';
import { NamedObligations, namedByShares, type Owed, openIn } from './named-obligations.js';
import { beginNamingRound } from './naming-round.js';
import { FROM_FIRST, NamingSettlements } from './naming-settlements.js';
import { NothingOpen } from './nothing-open.js';
import { type Candidate, OpenItems } from './open-items.js';
import { PaidUnderUetr } from './paid-under-uetr.js';
import { type Outcome, Paying } from './paying.js';
import { beginRound } from './rate-round.js';

/** What is told now says what was left open. */
const SAYS_MORE = { saysMore: true } as const;

/** What matching asks of rates. */
export type MatchingRates = Pick<Rates, 'find' | 'outdate' | 'maxAgeDays'>;

/**
 * Lets settlements pay the obligations that they name, or are like enough to, in whichever order they come: each is matched with all
 * that came before it, and kept for what comes behind it while money or debt is left.
 */
export class Matching {
  private readonly open = new OpenItems();
  private readonly drawn = new DrawnItems();
  private readonly naming = new NamingSettlements();
  private readonly accounts = new AccountCreditors();
  private readonly instructions = new Instructions();
  private readonly credits: CreditsUnderUetr;
  private readonly money: MoneyFinder;
  private readonly likeness: Likeness;
  private readonly paying: Paying;
  private readonly named: NamedObligations;
  private readonly nothingOpen: NothingOpen;
  private readonly fillingUp: FillingUp;

  constructor(
    store: EventStore,
    private readonly aggregates: PaymentsAggregates,
    private readonly rates: MatchingRates,
  ) {
    this.credits = new CreditsUnderUetr(aggregates);
    this.money = new MoneyFinder(aggregates, rates, this.instructions, this.accounts, this.credits);
    this.named = new NamedObligations(aggregates, this.open, this.drawn, this.money);
    this.likeness = new Likeness(aggregates, this.open, this.accounts);
    this.nothingOpen = new NothingOpen(store, aggregates, this.open);
    const paid = new PaidUnderUetr();
    this.paying = new Paying(store, aggregates, this.open, this.accounts, paid);
    this.fillingUp = new FillingUp(aggregates, this.money, this.paying, paid);
  }

  /** A settlement was booked, or released: what is unallocated pays what it names, and the rest waits in suspense. */
  async settlementOpened(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    await this.consider({ id: idOf(event), occurredAt: event.occurredAt }, event, client);
  }

  /** A settlement was booked, by itself: as {@link settlementOpened}. */
  async settlementBooked(event: EventOf<'SettlementBooked'>, client: pg.ClientBase): Promise<void> {
    await this.credits.keep(client, [event]);
    await this.settlementOpened(event, client);
  }

  /** As {@link settlementBooked}, of those from the first on for which nothing is found. @returns how many these are */
  async settlementsBooked(
    events: readonly EventOf<'SettlementBooked'>[],
    client: pg.ClientBase,
  ): Promise<number> {
    await this.credits.keep(client, events);
    return this.nothingOpen.suspend(events, client);
  }

  /** A person has to look at a settlement first: nothing is kept for it. */
  async settlementHeld(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const id = idOf(event);
    const loaded = await this.aggregates.settlements.load(id, client);
    if (!isPayable(loaded)) await this.open.removeSettlement(client, id);
  }

  /** Another message tells of a settlement: that more came than was booked, or what banks took of it. */
  async settlementConfirmed(event: EventOf<'SettlementConfirmed'>, client: pg.ClientBase): Promise<void> {
    if (event.data.unallocated) await this.settlementOpened(event, client);
    await this.fillingUp.confirmed(event.data.settlementId, event, client);
  }

  /** A settlement was returned, and with it what it paid: where nothing of it is left to pay with, nothing is kept for it. */
  async settlementReturned(event: EventOf<'SettlementReturned'>, client: pg.ClientBase): Promise<void> {
    const { settlementId, takenBack } = event.data;
    for (const { obligationId } of takenBack) {
      await this.fillingUp.takenBack(settlementId, obligationId, client);
    }
    await this.forgetAccount(idOf(event), client);
    await this.settlementHeld(event, client);
  }

  /** A person matched it: the rest of the money pays what else it names of the same creditor. */
  async settlementMatched(event: EventOf<'SettlementMatched'>, client: pg.ClientBase): Promise<void> {
    await this.fillingUp.matched(event, client);
    if (isOwn(event)) return;
    const { obligationId, settlementId } = event.data;
    const [{ state: owed }, { state: paid }] = [
      await this.aggregates.obligations.load(obligationId, client),
      await this.aggregates.settlements.load(settlementId, client),
    ];
    if (isRaised(owed) && paid.status !== 'unknown') {
      const stands = paid.allocations.some((each) => each.obligationId === obligationId);
      if (stands) await this.accounts.keep(client, paid.settlement, owed.obligation.creditor);
    }
    await this.settlementOpened(event, client);
  }

  /** What it paid was taken back: other obligations are looked at, that one only where no person took it back. */
  async settlementUnmatched(event: EventOf<'SettlementUnmatched'>, client: pg.ClientBase): Promise<void> {
    const { settlementId, obligationId } = event.data;
    await this.forgetAccount(settlementId, client);
    await this.fillingUp.takenBack(settlementId, obligationId, client);
    await this.settlementOpened(event, client);
  }

  /** What pays nobody any more tells nothing of whose its account is. */
  private async forgetAccount(settlementId: string, client: pg.ClientBase): Promise<void> {
    const { state } = await this.aggregates.settlements.load(settlementId, client);
    if (state.status !== 'unknown' && state.allocations.length === 0) {
      await this.accounts.remove(client, settlementId);
    }
  }

  /**
   * An obligation has arisen, or is open again: the settlements in suspense that name it pay it, the first booked first; else one that is like it. Of more than
   * are tried at once, the rest is tried in a round ({@link NamingRounds}).
   */
  async obligationOpened(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { state } = await this.aggregates.obligations.load(idOf(event), client);
    if (state.status !== 'open') return;
    for (const candidate of await this.drawn.settlements(client, state.obligation)) {
      if (!(await this.paysOpened(candidate, event, client))) return;
    }
    const next = await this.obligationGoesOn(event, FROM_FIRST, client);
    if (next !== undefined) await beginNamingRound(client, idOf(event), event.position, next);
  }

  /** Something of it is owed again: what banks took of what else pays it counts first, then it looks for money as when it arose. */
  async obligationReopened(
    event: EventOf<'PaymentReturned'> | EventOf<'PaymentUnmatched'>,
    client: pg.ClientBase,
  ): Promise<void> {
    const loaded = await this.aggregates.obligations.load(idOf(event), client);
    if (!isOwed(loaded)) return;
    await this.open.keepObligation(client, loaded.state, event.occurredAt);
    await this.fillingUp.reopened(event.data, event, client);
    await this.obligationOpened(event, client);
  }

  /**
   * Goes on with {@link obligationOpened}, with the settlements that name the obligation behind a place in their order.
   * @returns the place from where to go on; `undefined` where it is settled, or all were tried.
   */
  async obligationGoesOn(
    event: RecordedEvent,
    place: string,
    client: pg.ClientBase,
  ): Promise<string | undefined> {
    const { obligations } = this.aggregates;
    const id = idOf(event);
    const opened = await obligations.load(id, client);
    if (!isOwed(opened)) return undefined;
    const { candidates, next } = await this.naming.behind(client, opened.state.obligation, place);
    for (const candidate of candidates) {
      if (!(await this.paysOpened(candidate, event, client))) return undefined;
    }
    const obligation = await obligations.load(id, client);
    if (!isOwed(obligation)) return undefined;
    await this.open.keepObligation(client, obligation.state, event.occurredAt);
    if (next !== undefined) return next;
    for (const candidate of await this.open.settlementsLike(client, obligation.state)) {
      await this.consider(candidate, event, client);
      if (!isOwed(await obligations.load(id, client))) return undefined;
    }
    return undefined;
  }

  /** Lets a settlement pay an obligation that is open. @returns whether something of it is owed still */
  private async paysOpened(
    candidate: Candidate,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<boolean> {
    const { obligations, settlements } = this.aggregates;
    const id = idOf(event);
    const obligation = await obligations.load(id, client);
    if (!isOwed(obligation)) return false;
    const loaded = await settlements.load(candidate.id, client);
    if (!isPayable(loaded)) {
      await this.open.removeSettlement(client, candidate.id);
      return true;
    }
    const owed: Owed = new Map([[id, { loaded: obligation, occurredAt: event.occurredAt }]]);
    const money = await this.money.of(loaded.state, client);
    await this.payFor({ loaded, occurredAt: candidate.occurredAt }, money, owed, event, client);
    return isOwed(await obligations.load(id, client));
  }

  /** A person let a settlement pay it: what is kept of it is what is owed now. */
  async obligationPaid(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    if (isOwn(event)) return;
    const id = idOf(event);
    const loaded = await this.aggregates.obligations.load(id, client);
    if (isOwed(loaded)) await this.open.keepObligation(client, loaded.state, event.occurredAt);
    else await this.open.removeObligation(client, id);
  }

  /** Nobody owes it: nothing is looked for that may pay it. A round that looks for it ends by itself. */
  async obligationWithdrawn(event: EventOf<'InvoiceWithdrawn'>, client: pg.ClientBase): Promise<void> {
    await this.open.removeObligation(client, event.data.obligationId);
  }

  /** It became known what a payment says that it pays, and what banks take of it. */
  async paymentInstructed(event: EventOf<'PaymentInstructed'>, client: pg.ClientBase): Promise<void> {
    await this.instructions.keep(client, event.data);
    const instruction = instructionOf(event.data);
    for (const candidate of await this.open.waitingFor(client, event.data)) {
      const { state } = await this.aggregates.settlements.load(candidate.id, client);
      const isItsOwn = state.status === 'booked' && speaksFor(instruction, state.settlement);
      if (isItsOwn) await this.consider(candidate, event, client, SAYS_MORE);
    }
    const { bank, references } = event.data;
    const { uetr } = references;
    if (uetr !== undefined) await this.fillingUp.instructed({ bank, uetr }, event, client);
  }

  /** A bank paid what was drawn under a letter of credit: by the UETR of its payment, what was booked of that pays the invoices of the drawing. */
  async drawingPaid(paid: EventDataOf<'PresentationHonoured'>, event: RecordedEvent, client: pg.ClientBase) {
    const { uetr, paidBy: bank, amount } = paid;
    if (uetr === undefined) return;
    await this.instructions.keepDrawing(client, { ...paid, uetr });
    const references = { uetr, remittance: [] };
    for (const candidate of await this.open.waitingFor(client, { bank, references, amount })) {
      await this.consider(candidate, event, client, SAYS_MORE);
    }
  }

  /** A rate was posted: what waits for one like it is tried again, a page at a time ({@link RateRounds}). */
  async ratesChanged(
    event: EventOf<'RatePosted'> | EventOf<'RateCorrected'>,
    client: pg.ClientBase,
  ): Promise<void> {
    const { source, base, quote, on } = event.data;
    this.rates.outdate();
    const ofBank = OFFICIAL_SOURCES.includes(source) ? {} : { bank: source };
    const { maxAgeDays } = this.rates;
    await beginRound(client, event.position, { base, quote, on, maxAgeDays, ...ofBank });
  }

  /** What waited for a rate is tried again, with what is known by now. */
  async triedAgain(candidate: Candidate, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    await this.consider(candidate, event, client);
  }

  /** Whoever tries again finds the rates that are in the log by now. */
  outdateRates(): void {
    this.rates.outdate();
  }

  private async consider(
    { id, occurredAt }: Candidate,
    event: RecordedEvent,
    client: pg.ClientBase,
    more?: typeof SAYS_MORE,
  ): Promise<void> {
    const loaded = await this.aggregates.settlements.load(id, client);
    if (!isPayable(loaded)) return this.open.removeSettlement(client, id);
    const paying = { loaded, occurredAt };
    const money = await this.money.of(loaded.state, client);
    const owed = await this.named.by(money, loaded.state, client);
    const orElse = async () => {
      const { obligationIds, unmatchedIds, serviceParts } = loaded.state;
      const hasPaid = serviceParts.length > 0 || obligationIds.some((paid) => !unmatchedIds.includes(paid));
      const isFree = !hasPaid && !namesAny(money, openIn(loaded.state, owed));
      return isFree ? this.likeness.of(client, loaded.state, money, owed) : undefined;
    };
    await this.payFor(paying, money, owed, event, client, { orElse, ...more });
  }

  /**
   * The settlement pays what it names of `owed`, and is kept for what comes where something of it is left.
   * What it names that is open pays it also where it waited since several were alike; where it names several creditors, what comes of these tells nothing.
   */
  private async payFor(
    paying: Found<BookedSettlement>,
    money: UnallocatedSettlement,
    owed: Owed,
    event: RecordedEvent,
    client: pg.ClientBase,
    {
      orElse,
      saysMore = false,
    }: {
      /** What it pays where it names nothing. */
      readonly orElse?: () => Promise<Outcome | undefined>;
      readonly saysMore?: boolean;
    } = {},
  ): Promise<void> {
    const { state } = paying.loaded;
    const { settlementId, valueDate } = state.settlement;
    const open = openIn(state, owed);
    const converted = await this.money.withRates(money, open, valueDate);
    const { fault, ratesOf } = converted;
    let after: Loaded<SettlementState> = paying.loaded;
    if (saysMore || !namesSeveralCreditors(state)) {
      const because = isAmbiguous(converted.money, open) ? ('ambiguous' as const) : fault;
      const allocations = allocate(converted.money, open);
      const named: Outcome = { allocations, ...(because && { because }), accountOf: money.accountOf };
      const alike = waitsForPerson(state) ? undefined : await orElse?.();
      after = await this.paying.pay(paying, owed, alike ?? named, event, client);
    }
    if (!isPayable(after)) return this.open.removeSettlement(client, settlementId);
    const { instructed: own, instructedElsewhere } = money;
    const instructed = [own ?? [], instructedElsewhere ?? [], namedByShares(money) ?? []].flat();
    const { occurredAt } = paying;
    const kept = { state: after.state, occurredAt, position: event.position, instructed, ratesOf };
    await this.open.keepSettlements(client, [kept]);
  }
}
