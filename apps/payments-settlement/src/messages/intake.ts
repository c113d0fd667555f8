import { ContractViolation } from '@corridor/contracts';
import { type AppendContext, EventStore } from '@corridor/event-store';
import {
  type Iso20022Item,
  type NotifiedEntry,
  readMessages,
  type StatementBegin,
  type StatementEnd,
} from '@corridor/iso20022';
import { Inject, Injectable } from '@nestjs/common';
import { AlikePayments, type PaymentItem } from '../payments/alike-payments.js';
import { NamedPayments } from '../payments/named-payments.js';
import { instantOf, type Sent } from '../payments/payment-commands.js';
import {
  type OfWhole,
  PAYMENTS_OF_WHOLES_MAX,
  type SplitWhole,
  speaksOfWhole,
  tooManyPayments,
  WholeMessages,
} from '../payments/whole-messages.js';
import { mayReverse, Reversals } from '../returns/reversals.js';
import { Statements } from '../statements/statements.js';
import { AccountWarnings } from './account-warnings.js';
import { controlWarnings } from './control-totals.js';
import { AlikeCounter, type CountedEntry, EntryTaker, idReused } from './entry-taker.js';
import type { IntakeSettings } from './intake-settings.js';
import { type ItemResult, refusedItem, rejectedWhole } from './item-result.js';
import type { FoundMessage, LookedThrough } from './looking-through.js';
import { PaymentTaker } from './payment-taker.js';
import { type Receipt, Receipts } from './receipts.js';
import type { Spool } from './spool.js';
import type { Warning } from './warning.js';

/** What became of a message. */
export interface MessageResult {
  readonly messageId: string;
  readonly definition: string;
  /** `duplicate`: all of it was taken over before. `id-reused`: another message came under its id, so nothing new of it is taken. */
  readonly status: 'processed' | 'duplicate' | 'id-reused';
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** What is told of a file, as it is taken over: results in the order of the file, what is said of whole messages last, each message behind its own. */
export type Told =
  | { readonly kind: 'result'; readonly result: ItemResult; readonly item: Iso20022Item }
  | { readonly kind: 'warning'; readonly warning: Warning }
  | { readonly kind: 'message'; readonly result: MessageResult; readonly found: FoundMessage };

export interface Asked {
  readonly bank: string;
  /** By which messages name the bank. */
  readonly bics: readonly string[];
  readonly context: AppendContext;
  /** RFC 3339. */
  readonly now: string;
}

/** Transactions that are claimed and appended together. */
const CHUNK = 250;
const CHUNKS_IN_FLIGHT_MAX = 3;
/** What waits for reversals, which are booked behind the credits that they may take back. */
const WINDOW_MAX = 10_000;

/** Takes files over that were found sound. */
@Injectable()
export class Intake {
  constructor(
    @Inject(EventStore) readonly store: EventStore,
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(EntryTaker) private readonly entries: EntryTaker,
    @Inject(PaymentTaker) private readonly payments: PaymentTaker,
    @Inject(Reversals) private readonly reversals: Reversals,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(WholeMessages) private readonly wholes: WholeMessages,
  ) {}

  async *take(
    spool: Spool,
    { messages, parts }: LookedThrough,
    asked: Asked,
    limits: IntakeSettings,
  ): AsyncGenerator<Told, void> {
    const accounts = new AccountWarnings();
    let next = 0;
    let taking: MessageTaking | undefined;
    let statement: StatementBegin | undefined;
    for await (const part of parts ?? readMessages(spool.chunks(), limits)) {
      if (part.kind === 'message') {
        const found = messages[next] as FoundMessage;
        next += 1;
        for (const warning of controlWarnings(found)) yield { kind: 'warning', warning };
        const receipt = await this.receipts.begin(found, asked.bank, spool, asked.context, asked.now);
        taking = new MessageTaking(found, receipt, asked, accounts, this);
        statement = undefined;
        continue;
      }
      if (!taking) throw new Error('A part stands in a message.');
      if (part.kind === 'statement') {
        statement = part;
      } else if (part.kind === 'statement-end') {
        yield* taking.flush();
        const warnings = statement ? await taking.state(statement, part) : [];
        for (const warning of warnings) yield { kind: 'warning', warning };
      } else if (part.kind === 'message-end') {
        yield* taking.flush();
        yield* taking.addWholes();
        yield* taking.flush();
        yield await taking.finish();
      } else if (speaksOfWhole(part)) {
        yield* taking.keep(part);
      } else {
        yield* taking.add(part);
      }
    }
  }

  /** @throws what tells of anything but one of the items. */
  async chunk(
    items: readonly Counted[],
    { asked, found, receipt }: MessageTaking,
  ): Promise<readonly ItemResult[]> {
    const { bank, bics, context, now } = asked;
    const known = receipt.standing === 'id-reused';
    const { instructingAgent, instructedAgent } = found.begin;
    const createdAt = instantOf(found.begin.createdAt, now);
    const sent: Sent = {
      bank,
      bics,
      createdAt,
      ...(instructingAgent !== undefined && { instructingAgent }),
      ...(instructedAgent !== undefined && { instructedAgent }),
    };
    const results = new Map<Counted, ItemResult>();
    const entries = items.filter(isCountedEntry);
    const others = items.filter((each) => !isCountedEntry(each));
    const taken = await this.entries.take(entries, bank, context, known);
    for (const [index, each] of entries.entries()) results.set(each, taken[index] as ItemResult);
    const payments = others.map(({ entry }) => entry as PaymentItem);
    const told = await this.payments.take(payments, sent, context, known);
    for (const [index, each] of others.entries()) results.set(each, told[index] as ItemResult);
    return items.map((each) => results.get(each) as ItemResult);
  }

  async reverse(entries: readonly NotifiedEntry[], taking: MessageTaking): Promise<readonly ItemResult[]> {
    const { bank, context } = taking.asked;
    if (taking.receipt.standing === 'id-reused') return entries.map(idReused);
    return this.reversals.take(entries, bank, context);
  }

  async state(
    begin: StatementBegin,
    end: StatementEnd,
    { asked, receipt }: MessageTaking,
  ): Promise<readonly Warning[]> {
    const isStatement = end.messageFormat.startsWith('camt.053');
    if (!isStatement || begin.copyDuplicate !== undefined || receipt.standing === 'id-reused') return [];
    const { messageId, xpath } = end;
    try {
      const findings = await this.statements.record(begin, end, asked.bank, asked.context, asked.now);
      return findings.map(({ code, message }) => ({ code, message, messageId, xpath }));
    } catch (error) {
      if (!(error instanceof ContractViolation)) throw error;
      return [{ code: 'statement-unread', message: error.message.slice(0, 280), messageId, xpath }];
    }
  }

  split(item: OfWhole, bank: string, max: number): Promise<readonly SplitWhole[]> {
    return this.wholes.split(item, bank, max);
  }

  finish(receipt: Receipt, counts: Omit<MessageResult, 'messageId' | 'definition' | 'status'>, asked: Asked) {
    return this.receipts.finish(receipt, counts, asked.context, asked.now);
  }
}

interface Counted {
  readonly entry: NotifiedEntry | PaymentItem;
  readonly occurrence: number;
}

function isCountedEntry(each: Counted): each is CountedEntry {
  return each.entry.kind === 'entry';
}

/** One message on its way into the ledger: its items are taken in chunks, and answered in their order. */
class MessageTaking {
  readonly #alike = new AlikeCounter();
  readonly #alikePayments = new AlikePayments();
  #items: Iso20022Item[] = [];
  #results: (ItemResult | undefined)[] = [];
  #told = 0;
  #ofWholes = 0;
  readonly #wholes: OfWhole[] = [];
  readonly #named: NamedPayments;
  #chunk: { readonly at: number; readonly counted: Counted }[] = [];
  #reversals: { readonly at: number; readonly entry: NotifiedEntry }[] = [];
  #inFlight: Promise<void>[] = [];
  readonly #counts = { accepted: 0, duplicates: 0, rejected: 0 };

  constructor(
    readonly found: FoundMessage,
    readonly receipt: Receipt,
    readonly asked: Asked,
    private readonly accounts: AccountWarnings,
    private readonly intake: Intake,
  ) {
    this.#named = new NamedPayments(asked.bank);
  }

  /** What is said of a whole message waits: what this one says of a payment by itself goes before. */
  *keep(item: OfWhole): Generator<Told, void> {
    if (this.#wholes.length < PAYMENTS_OF_WHOLES_MAX) this.#wholes.push(item);
    else yield* this.#refuse(item, rejectedWhole(item, tooManyPayments()));
  }

  /** What is said of whole messages, of each of their payments that is not named by itself. */
  async *addWholes(): AsyncGenerator<Told, void> {
    for (const whole of this.#wholes.splice(0)) {
      const items = await this.#split(whole);
      if ('status' in items) yield* this.#refuse(whole, items);
      else for (const item of items) if (!this.#named.has(item)) yield* this.add(item);
    }
  }

  async #split(whole: OfWhole): Promise<readonly SplitWhole[] | ItemResult> {
    const max = PAYMENTS_OF_WHOLES_MAX - this.#ofWholes;
    try {
      const items = await this.intake.split(whole, this.asked.bank, max);
      if (items.length > 1) this.#ofWholes += items.length;
      return items;
    } catch (error) {
      return rejectedWhole(whole, error);
    }
  }

  *#refuse(item: OfWhole, result: ItemResult): Generator<Told, void> {
    this.#items.push(item);
    this.#results.push(result);
    yield* this.#answers();
  }

  /** Takes one more in; answers what is known by then. */
  async *add(item: Iso20022Item): AsyncGenerator<Told, void> {
    const at = this.#items.length;
    this.#items.push(item);
    this.#results.push(undefined);
    const copy = this.found.begin.header?.copyDuplicate;
    if (item.kind === 'rejected') {
      const { code, message, xpath } = item;
      this.#results[at] = refusedItem(item, code, message, xpath);
    } else if (copy !== undefined) {
      const message = `The message is a copy or a duplicate (CpyDplct ${copy}), which informs only; the original settles.`;
      this.#results[at] = refusedItem(item, 'copy-not-settled', message);
    } else if (item.kind === 'entry' && mayReverse(item)) {
      this.#reversals.push({ at, entry: item });
    } else {
      const counted =
        item.kind === 'entry'
          ? { entry: item, occurrence: this.#alike.next(item) }
          : { entry: this.#alikePayments.place(item), occurrence: 1 };
      this.#chunk.push({ at, counted });
    }
    if (this.#chunk.length >= CHUNK) await this.#send();
    if (this.#items.length >= WINDOW_MAX) yield* this.flush();
    else yield* this.#answers();
  }

  /** Takes over all that has come; answers it. */
  async *flush(): AsyncGenerator<Told, void> {
    await this.#send();
    await Promise.all(this.#inFlight);
    this.#inFlight = [];
    const reversals = this.#reversals.splice(0);
    const results = await this.intake.reverse(
      reversals.map(({ entry }) => entry),
      this,
    );
    for (const [index, { at }] of reversals.entries()) this.#results[at] = results[index];
    yield* this.#answers();
    this.#items = [];
    this.#results = [];
    this.#told = 0;
  }

  state(begin: StatementBegin, end: StatementEnd): Promise<readonly Warning[]> {
    return this.intake.state(begin, end, this);
  }

  async finish(): Promise<Told> {
    const { receipt, found, asked } = this;
    const counts = { ...this.#counts };
    if (receipt.standing === 'new') await this.intake.finish(receipt, counts, asked);
    const { messageId, definition } = found.begin;
    const status = { new: 'processed', again: 'duplicate', 'id-reused': 'id-reused' } as const;
    return {
      kind: 'message',
      found,
      result: { messageId, definition, status: status[receipt.standing], ...counts },
    };
  }

  async #send(): Promise<void> {
    const chunk = this.#chunk;
    if (chunk.length === 0) return;
    this.#chunk = [];
    const results = this.#results;
    const sent = this.intake
      .chunk(
        chunk.map(({ counted }) => counted),
        this,
      )
      .then((taken) => {
        for (const [index, { at }] of chunk.entries()) results[at] = taken[index];
      });
    // It is waited for below, or by who flushes; until then nobody hears of what it fails with.
    sent.catch(() => undefined);
    this.#inFlight.push(sent);
    if (this.#inFlight.length >= CHUNKS_IN_FLIGHT_MAX) await this.#inFlight.shift();
  }

  *#answers(): Generator<Told, void> {
    for (let result = this.#results[this.#told]; result; result = this.#results[this.#told]) {
      const item = this.#items[this.#told] as Iso20022Item;
      this.#told += 1;
      this.#counts[COUNTED_AS[result.status]] += 1;
      this.#named.add(item, result.paymentId);
      for (const warning of this.accounts.of(item, result)) yield { kind: 'warning', warning };
      yield { kind: 'result', result, item };
    }
  }
}

const COUNTED_AS = { accepted: 'accepted', duplicate: 'duplicates', rejected: 'rejected' } as const;
