import type { InDollars } from '@corridor/domain';
import {
  type AppendContext,
  ConcurrencyConflict,
  EventStore,
  type StreamAppend,
} from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { whenThereIsRoom } from '@corridor/nest-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { grouped } from '../messages/grouped.js';
import { CreditNames } from '../naming/credit-names.js';
import type { Claim } from '../naming/name-book.js';
import type { CreditTelling } from '../naming/names-of-credit.js';
import { NamesOfLog } from '../naming/names-of-log.js';
import { Rates } from '../rates/rates.js';
import { type Screened, Screening } from '../screening/screening.js';
import { AGGREGATES } from '../tokens.js';
import { Batches } from './batches.js';
import { mapBounded } from './bounded.js';
import { bookingOf, notDetailed, type ToldCredit, tellingOf } from './credit.js';
import { historyOf, isHeld } from './history.js';
import { type Booking, type NotBooked, notBooked, type Prepared } from './outcomes.js';
import { answering, ToldAgain, withoutKey } from './told-again.js';

/** Settlements that are looked at again at a time. */
const KNOWN_AT_ONCE_MAX = 32;
/** Credits that are appended each by itself at a time: enough for the groups of the log to be full. */
const ALONE_AT_ONCE_MAX = 256;

/** Books credits, many at a time: each once, however often and by whatever references it is told. */
@Injectable()
export class Credits {
  private readonly before: ToldAgain;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CreditNames) private readonly names: CreditNames,
    @Inject(NamesOfLog) private readonly namesOfLog: NamesOfLog,
    @Inject(Screening) private readonly screening: Screening,
    @Inject(Batches) private readonly batches: Batches,
    @Inject(Rates) private readonly rates: Pick<Rates, 'inDollars'>,
  ) {
    this.before = new ToldAgain(store, aggregates);
  }

  /** One outcome for each, in their order. @throws what tells of anything but one of the credits. */
  take(credits: readonly ToldCredit[], context: AppendContext): Promise<readonly (Booking | NotBooked)[]> {
    return this.claimAndBook(
      credits,
      (fresh) => this.book(fresh, context),
      (prepared, settlementId) => this.before.again(prepared, settlementId, context),
      withoutKey(context),
    );
  }

  /**
   * As {@link take}, each credit with the key of a request of its own: claimed together, and booked each by itself, at once.
   * @param contexts one for each credit.
   */
  takeEach(
    credits: readonly ToldCredit[],
    contexts: readonly AppendContext[],
  ): Promise<readonly (Booking | NotBooked)[]> {
    const contextOf = new Map(credits.map((told, index) => [told, contexts[index] as AppendContext]));
    const one = (each: Prepared, settlementId: string): Promise<Booking | NotBooked> =>
      whenThereIsRoom(() => this.before.again(each, settlementId, contextOf.get(each.told) as AppendContext));
    const fresh = async (each: Prepared): Promise<Booking | NotBooked> => {
      try {
        const context = contextOf.get(each.told) as AppendContext;
        const [booked] = await whenThereIsRoom(() => this.book([each], context));
        return booked as Booking | NotBooked;
      } catch (error) {
        return notBooked(error);
      }
    };
    const [context] = contexts;
    if (!context) return Promise.resolve([]);
    const book = (all: readonly Prepared[]) => mapBounded(all, ALONE_AT_ONCE_MAX, fresh);
    return this.claimAndBook(credits, book, one, withoutKey(context));
  }

  /** What says that it is a batch and details none comes last: its details may be told beside it. */
  private async claimAndBook(
    credits: readonly ToldCredit[],
    ...how: readonly [book: BookFresh, again: BookAgain, ofBatches: AppendContext]
  ): Promise<readonly (Booking | NotBooked)[]> {
    await this.namesOfLog.ready();
    const detailed = credits.filter(({ undetailed }) => undetailed === undefined);
    const outcomes = new Map<ToldCredit, Booking | NotBooked>();
    const take = async (some: readonly ToldCredit[]): Promise<void> => {
      const became = await this.claimAndBookAll(some, ...how);
      for (const [at, told] of some.entries()) outcomes.set(told, became[at] as Booking | NotBooked);
    };
    await take(detailed);
    if (detailed.length === credits.length) return credits.map((told) => outcomes.get(told) as Booking);
    const sums = credits.filter(({ undetailed }) => undetailed !== undefined);
    const known = await this.names.know(sums.map(tellingOf));
    await take(sums.filter((_, at) => known[at]));
    return credits.map((told) => outcomes.get(told) ?? notBooked(notDetailed(told.undetailed ?? 0)));
  }

  private async claimAndBookAll(
    credits: readonly ToldCredit[],
    book: BookFresh,
    again: BookAgain,
    ofBatches: AppendContext,
  ): Promise<readonly (Booking | NotBooked)[]> {
    if (credits.length === 0) return [];
    const outcomes = new Array<Booking | NotBooked>(credits.length);
    const prepared = new Map<number, Prepared>();
    const all = credits.map(({ credit }) => credit);
    const [screened, dollars] = [await this.screening.screen(all), await this.rates.inDollars(all)];
    for (const [index, told] of credits.entries()) {
      try {
        prepared.set(index, this.prepare(told, screened[index] ?? {}, dollars[index]));
      } catch (error) {
        outcomes[index] = notBooked(error);
      }
    }
    const indexes = [...prepared.keys()];
    const tellings = [...prepared.values()].map((each) => this.claiming(each));
    const claims = await this.names.claim(tellings);
    const fresh: number[] = [];
    const others: { readonly index: number; readonly claim: Claim }[] = [];
    const details: { readonly index: number; readonly bookedIn: string }[] = [];
    for (const [at, index] of indexes.entries()) {
      const claim = claims[at] as Claim;
      if (claim.fresh) fresh.push(index);
      else if (claim.bookedIn !== undefined) details.push({ index, bookedIn: claim.bookedIn });
      else others.push({ index, claim });
    }
    const taken = (index: number): Prepared => prepared.get(index) as Prepared;
    const booked = await book(fresh.map(taken));
    for (const [at, index] of fresh.entries()) outcomes[index] = booked[at] as Booking | NotBooked;
    await mapBounded(others, KNOWN_AT_ONCE_MAX, async ({ index, claim }) => {
      const { settlementId, sumOf, alsoIn } = claim;
      const each = taken(index);
      if (sumOf !== undefined) outcomes[index] = await this.batches.sum(each.told.credit, sumOf, ofBatches);
      else if (alsoIn !== undefined) outcomes[index] = countedTwice(settlementId, alsoIn);
      else outcomes[index] = await again(each, settlementId);
    });
    const ofEntry = grouped(details, ({ bookedIn }) => bookedIn);
    await mapBounded([...ofEntry], KNOWN_AT_ONCE_MAX, async ([bookedIn, all]) => {
      const told = all.map(({ index }) => taken(index));
      const outcome = await this.batches.details(bookedIn, told, ofBatches);
      for (const { index } of all) outcomes[index] = outcome;
    });
    return outcomes;
  }

  /** What of credits is known, by their names; nothing is booked or claimed. */
  async look(credits: readonly ToldCredit[]): Promise<readonly (Booking | undefined)[]> {
    await this.namesOfLog.ready();
    const found = await this.names.find(credits.map(tellingOf));
    return mapBounded(found, KNOWN_AT_ONCE_MAX, async (settlementId) => {
      if (settlementId === undefined) return undefined;
      const history = await historyOf(this.store, settlementId);
      const [first] = history.events;
      if (!first) return undefined;
      const held = isHeld(history);
      return { outcome: 'known' as const, settlementId, position: first.position, ...(held && { held }) };
    });
  }

  /** The stream's append that books a credit, or tells it again, as it stands now; `undefined` where nothing is new. */
  async appendOf(told: ToldCredit): Promise<{
    readonly settlementId: string;
    readonly append: StreamAppend | undefined;
    readonly held?: boolean;
    /** It is in that with others, as which its entry was booked in one amount. */
    readonly inSum?: true;
  }> {
    await this.namesOfLog.ready();
    const [screened] = await this.screening.screen([told.credit]);
    const [usd] = await this.rates.inDollars([told.credit]);
    const prepared = this.prepare(told, screened ?? {}, usd);
    const [claim] = await this.names.claim([this.claiming(prepared)]);
    const { settlementId, bookedIn } = claim as Claim;
    if (bookedIn !== undefined) {
      const isOfHeld = isHeld(await this.batches.whenBooked(bookedIn));
      return { settlementId: bookedIn, append: undefined, inSum: true, ...(isOfHeld && { held: true }) };
    }
    const history = await historyOf(this.store, settlementId);
    const held = history.events.length === 0 ? prepared.hold !== undefined : isHeld(history);
    const append = this.before.appendAgain(prepared, settlementId, history);
    return { settlementId, append, ...(held && { held }) };
  }

  /** A telling that takes the names of a settlement only where that takes what it tells. */
  private claiming(prepared: Prepared): CreditTelling {
    const fits = async (settlementId: string): Promise<boolean> => {
      const history = await historyOf(this.store, settlementId);
      try {
        await this.before.toldAgain(prepared, settlementId, history);
        return true;
      } catch (error) {
        notBooked(error);
        return false;
      }
    };
    return { ...tellingOf(prepared.told), fits };
  }

  /** Decided on nothing: most credits are new, and the ledger itself says where one is not. @throws Rejection, ContractViolation. */
  private prepare(told: ToldCredit, screened: Screened, usd: InDollars | undefined): Prepared {
    const { settlements } = this.aggregates;
    const { credit } = told;
    const screenedBy = screened.screenedBy;
    const command = bookingOf({ ...credit, ...(usd && { usd }), ...(screenedBy && { screenedBy }) });
    const nothingYet = { state: { status: 'unknown' }, version: 0 } as const;
    const first = settlements.decide(credit.settlementId, command, nothingYet);
    if (!first.append) throw new Error('A settlement that is unknown can be booked.');
    const worth = usd && { usd };
    if (!screened.held) return { told, append: first.append, ...worth };
    const hold = { type: 'HoldSettlement', occurredAt: command.occurredAt, data: screened.held } as const;
    const second = settlements.decide(credit.settlementId, hold, { state: first.state, version: 1 });
    const events = [...first.append.events, ...(second.append?.events ?? [])];
    return { told, append: { ...first.append, events }, hold, ...worth };
  }

  /** One append for all; where somebody was faster with one of them, each by itself. */
  private async book(
    prepared: readonly Prepared[],
    context: AppendContext,
  ): Promise<readonly (Booking | NotBooked)[]> {
    if (prepared.length === 0) return [];
    try {
      const [only, ...others] = prepared;
      // A key is that of a request, which tells of one credit.
      const asked =
        only && others.length === 0
          ? answering(context, only.told.credit.settlementId, only.hold !== undefined)
          : context;
      const result = await this.store.append({ ...asked, streams: prepared.map(({ append }) => append) });
      if (result.outcome === 'duplicate') {
        return prepared.map(({ told }) => ({ ...result, settlementId: told.credit.settlementId }));
      }
      let next = result.firstPosition;
      return prepared.map(({ told, append, hold }): Booking => {
        const firstPosition = next;
        next += append.events.length;
        return {
          outcome: 'appended',
          settlementId: told.credit.settlementId,
          firstPosition,
          position: firstPosition,
          versions: [append.events.length],
          ...(hold && { held: true }),
        };
      });
    } catch (error) {
      if (!(error instanceof ConcurrencyConflict)) throw error;
      return mapBounded(prepared, KNOWN_AT_ONCE_MAX, (each) =>
        this.before.again(each, each.told.credit.settlementId, context),
      );
    }
  }
}

type BookFresh = (fresh: readonly Prepared[]) => Promise<readonly (Booking | NotBooked)[]>;
type BookAgain = (prepared: Prepared, settlementId: string) => Promise<Booking | NotBooked>;

function countedTwice(settlementId: string, sum: string): NotBooked {
  const message = `It was booked by itself (settlement ${settlementId}), and with its entry once more (${sum}): have the one or the other given back by POST /v1/settlements/{id}/returns.`;
  return { outcome: 'rejected', error: new Rejection('booked-in-sum', message) };
}
