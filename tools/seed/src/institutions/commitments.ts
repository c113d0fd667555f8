import { derivedId } from '@corridor/contracts';
import {
  type CommitmentEvent,
  type CommitmentState,
  commitment,
  type EvidenceCommand,
  evidence,
  isByTrade,
  type KnownCommitment,
  type Occasion,
  type SaleContractCommand,
} from '@corridor/domain';
import { toMoney, toMoneyJson } from '@corridor/kernel';
import { CURRENCIES, usdPerUnit } from '../corridor/exchange-rates.js';
import { type Firm, partyOf, traderById } from '../corridor/firms.js';
import { DAY_MS, HOUR_MS, localTime } from '../corridor/local-time.js';
import type { Contract } from '../lives/consignment-life.js';
import { type Append, participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { dollars, pricesOf, sha256 } from './amounts.js';
import { type CommitmentStream, contractIdOf, type Followed } from './contracts.js';
import type { Engagements } from './engagements.js';
import type { FirmRegister } from './firm-register.js';
import { Links } from './links.js';
import { partyById } from './parties.js';
import { Realisation } from './realisation.js';
import { type ContractPlan, PROMISES, type Promised, type ReportPlan, type Side } from './tables/promises.js';
import { ACTORS, HOME, type Part, type Seen, type World } from './world.js';

/** A contract of the demo, as consignments are declared under it. */
interface Standing {
  readonly plan: ContractPlan;
  readonly hs: readonly string[];
  readonly contractNumber: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const VERIFIERS = {
  commission: { actor: ACTORS.commission, id: 'demo-commission' },
  bank: { actor: 'bank:demo-bank-karachi', id: 'demo-bank-karachi' },
  customs: { actor: ACTORS.customs, id: 'demo-customs' },
} as const;

function seenBy(state: CommitmentState): readonly string[] {
  if (state.status === 'unknown') return [];
  return participants(
    ...state.terms.parties.flatMap(({ participantId }) => participantId ?? []),
    ...state.contracts.flatMap(({ exporter, importer }) => [exporter.participantId, importer.participantId]),
  );
}

/** What was promised, the contracts that came of it, what serves them, and what became of each. */
export class Commitments implements Part {
  private readonly followed = new Map<string, Followed>();
  private readonly standing: readonly Standing[];
  private readonly realisation = new Realisation();
  private readonly links: Links;
  private readonly random: Random;
  private readonly choice: Random;

  constructor(
    private readonly world: World,
    private readonly occasions: {
      readonly engagements: Engagements;
      readonly meetings: { occasionOf(key: string): Omit<Occasion, 'on'> };
    },
    private readonly register: FirmRegister,
  ) {
    this.random = world.random(3);
    this.choice = world.random(4);
    this.standing = PROMISES.flatMap(({ contracts = [], hs }) =>
      contracts.map((plan) => this.standingOf(plan, hs)),
    );
    this.links = new Links(world, this.realisation);
    for (const promise of PROMISES) this.follow(promise);
  }

  /** Those that were announced, in the order of their announcement. */
  get known(): readonly {
    readonly state: KnownCommitment;
    readonly deliveredCents: bigint;
    /** `YYYY-MM-DD` of the last thing that came of it. */
    readonly progressOn: string;
  }[] {
    return [...this.followed.values()].flatMap(({ commitmentId, stream: { state } }) => {
      if (state.status === 'unknown') return [];
      const progressOn = this.realisation.progressOn(commitmentId) ?? state.occasion.on;
      return { state, deliveredCents: this.deliveredCents(commitmentId), progressOn };
    });
  }

  idOf(key: string): string {
    return derivedId('corridor-ledger demo commitment', key);
  }

  deliveredCents(commitmentId: string): bigint {
    return BigInt(this.realisation.rowOf(commitmentId)?.delivered_usd_cents ?? 0);
  }

  /** Under which contract an exporter declares goods, where there is one of them. */
  contractFor(exporter: Firm, importer: Firm, hs6: string, ms: number): Contract | undefined {
    const found = this.standing.find(
      ({ plan, hs, fromMs, untilMs }) =>
        `demo-${plan.exporter}` === exporter.id &&
        `demo-${plan.importer}` === importer.id &&
        ms >= fromMs &&
        ms < untilMs &&
        hs.some((code) => hs6.startsWith(code)),
    );
    if (!found || !this.choice.chance(found.plan.share)) return undefined;
    return { contractNumber: found.contractNumber, signedOn: this.world.dayAt(found.plan.signed) };
  }

  see(event: Seen): void {
    if (event.type === 'CommitmentAnnounced' || event.type === 'CommitmentRevised') {
      const of = this.followed.get(event.data.commitmentId);
      if (of) this.awaitDay(of, event.data.terms.dueOn);
    }
    for (const id of this.links.see(event)) this.markLater(id, event);
  }

  private standingOf(plan: ContractPlan, hs: readonly string[]): Standing {
    const exporter = traderById(plan.exporter);
    const day = this.world.dayAt(plan.signed);
    return {
      plan,
      hs,
      contractNumber: `${exporter.invoicePrefix}/${traderById(plan.importer).invoicePrefix}/${day.slice(0, 4)}-${day.slice(5, 7)}`,
      fromMs: this.world.at(plan.signed),
      untilMs: this.world.at(plan.deliverBy),
    };
  }

  private follow(promise: Promised): void {
    const { world } = this;
    const commitmentId = this.idOf(promise.key);
    const stream = new Stream('commitment', commitmentId, commitment, seenBy);
    const of: Followed = { commitmentId, stream };
    this.followed.set(commitmentId, of);
    const by = promise.meeting === undefined ? ACTORS.council : ACTORS.commission;
    const lead = promise.ofLead ? this.occasions.engagements.leadOf(promise.key) : undefined;
    // Nothing comes of a lead before that is told.
    const fromMs = Math.max(world.at(promise.announced), lead ? lead.recordedMs + HOUR_MS : 0);
    const announcedMs = world.say(fromMs, by, (occurredAt) => {
      const announced = this.announce(of, promise, occurredAt);
      if (!lead) return announced;
      const { leadId, stream } = lead;
      const data = { leadId, commitmentId };
      return [stream.decide({ type: 'CommitLead', occurredAt, data }), announced];
    });
    for (const plan of promise.contracts ?? []) this.contract(of, plan, promise, announcedMs);
    for (const [index, report] of (promise.reports ?? []).entries()) this.report(of, promise, report, index);
    const { revised, withdrawn, linked } = promise;
    if (revised) {
      world.say(world.at(revised.at), ACTORS.commission, (occurredAt) => {
        const { valueUsd: _, ...terms } = known(stream);
        const now = { ...terms, value: dollars(revised.usd), dueOn: world.dayAt(revised.due) };
        const data = {
          commitmentId,
          terms: now,
          reason: revised.reason,
          source: 'Demo: letter of the seller',
        };
        return stream.decide({ type: 'ReviseCommitment', occurredAt, data });
      });
    }
    if (withdrawn) {
      world.say(world.at(withdrawn.at), ACTORS.council, (occurredAt) => {
        const data = { commitmentId, reason: withdrawn.reason, source: 'Demo: letter of the buyer' };
        return stream.decide({ type: 'WithdrawCommitment', occurredAt, data });
      });
    }
    if (linked) {
      world.say(world.at(linked.at), ACTORS.council, (occurredAt) =>
        this.links.byHand(
          commitmentId,
          `demo-${linked.exporter}`,
          `demo-${linked.importer}`,
          promise.hs,
          linked.most,
          occurredAt,
        ),
      );
    }
  }

  private announce(
    { commitmentId, stream }: Followed,
    promise: Promised,
    occurredAt: string,
  ): Append<CommitmentEvent> | undefined {
    const { title, kind, sector, hs, usd, jobs, due } = promise;
    const on = occurredAt.slice(0, 10);
    const sides = [promise.sides, promise.also ?? {}].flatMap(
      (each) => Object.entries(each) as [keyof Promised['sides'] & string, Side][],
    );
    const terms = {
      title,
      kind,
      parties: sides.map(([part, side]) => ({ part: part as 'seller', ...this.sideOf(side) })),
      sector,
      hsCodes: hs,
      value: dollars(usd),
      ...(jobs !== undefined && { jobs }),
      ...(due !== undefined && { dueOn: this.world.dayAt(due) }),
    };
    const rates = CURRENCIES.filter((currency) => currency !== 'USD').map((currency) => ({
      currency,
      usdPerUnit: usdPerUnit(currency, on),
      date: on,
      source: 'demo',
    }));
    const occasion = this.occasionOf(promise, on);
    const data = { commitmentId, terms, rates, occasion, source: `Demo: ${occasion.name}` };
    return stream.decide({ type: 'AnnounceCommitment', occurredAt, data });
  }

  private occasionOf({ engagement, meeting, key, ofLead }: Promised, on: string) {
    const { engagements, meetings } = this.occasions;
    if (meeting !== undefined) return { ...meetings.occasionOf(meeting), on };
    if (engagement === undefined) {
      return { kind: 'state-visit', name: 'Demo state visit', on, place: HOME } as const;
    }
    const leadId = ofLead ? engagements.leadOf(key).leadId : undefined;
    return { ...engagements.occasionOf(engagement), on, ...(leadId !== undefined && { leadId }) };
  }

  private contract(of: Followed, plan: ContractPlan, { hs }: Promised, announcedMs: number): void {
    const { world } = this;
    const { commitmentId, stream } = of;
    const [exporter, importer] = [traderById(plan.exporter), traderById(plan.importer)];
    const standing = this.standing.find((each) => each.plan === plan);
    if (!standing) throw new Error(`The contract of ${plan.exporter} does not stand.`);
    const { contractNumber } = standing;
    const contractId = contractIdOf(exporter.id, importer.id, contractNumber);
    const toldMs = Math.max(world.at(plan.told ?? plan.signed) + 20 * HOUR_MS, announcedMs + HOUR_MS);
    world.say(toldMs, `trader:${exporter.id}`, (occurredAt) => {
      const sale = {
        contractId,
        contractNumber,
        exporter: partyOf(exporter),
        importer: partyOf(importer),
        signedOn: laterDay(world.dayAt(plan.signed), announcedOn(stream)),
        deliverBy: world.dayAt(plan.deliverBy),
        value: dollars(plan.usd),
        prices: pricesOf(hs),
      };
      const claim: SaleContractCommand = {
        type: 'ClaimContract',
        occurredAt,
        data: { contractId, contractNumber, exporter: exporter.id, importer: importer.id, commitmentId },
      };
      const claimed = this.links.contract(contractId).decide(claim);
      const contracted = stream.decide({
        type: 'ContractCommitment',
        occurredAt,
        data: { commitmentId, contract: sale },
      });
      return [claimed, contracted];
    });
  }

  private report(
    { commitmentId, stream }: Followed,
    promise: Promised,
    plan: ReportPlan,
    index: number,
  ): void {
    const { world } = this;
    const realisationId = this.random.uuid();
    const { firm: investor } = promise.sides.investor ?? {};
    const reportedBy = investor === undefined ? 'demo-council' : `demo-${investor}`;
    const by = investor === undefined ? ACTORS.council : `trader:${reportedBy}`;
    const { at, usd, jobs, note } = plan;
    const paper = sha256(`${promise.key} ${index}`);
    const evidenceId = derivedId('realisation-evidence', paper);
    const paperStream = new Stream('evidence', evidenceId, evidence, []);
    const shown = { evidenceId, commitmentId, realisationId };
    const reportedMs = world.say(world.at(at), by, (occurredAt) => {
      const data = {
        commitmentId,
        realisationId,
        kind: usd === undefined ? ('jobs' as const) : ('investment' as const),
        ...(usd !== undefined && { amount: dollars(usd) }),
        ...(jobs !== undefined && { jobs }),
        reachedOn: localTime(HOME, world.at(at) - 6 * DAY_MS).slice(0, 10),
        reportedBy,
        evidence: { title: note, sha256: paper },
        note,
      };
      const used: EvidenceCommand = { type: 'UseEvidence', occurredAt, data: { ...shown, sha256: paper } };
      return [paperStream.decide(used), stream.decide({ type: 'ReportRealisation', occurredAt, data })];
    });
    if (plan.by === undefined) return;
    const { actor, id } = VERIFIERS[plan.by];
    world.say(reportedMs + this.random.int(5, 18) * DAY_MS, actor, (occurredAt) => {
      const ids = { commitmentId, realisationId };
      if (plan.isSo) {
        const data = { ...ids, verifiedBy: id, note: 'Seen on the spot, and in the books' };
        return stream.decide({ type: 'VerifyRealisation', occurredAt, data });
      }
      const data = { ...ids, rejectedBy: id, reason: 'What was ordered has not come yet' };
      const freed = paperStream.decide({ type: 'FreeEvidence', occurredAt, data: shown });
      return [freed, stream.decide({ type: 'RejectRealisation', occurredAt, data })];
    });
  }

  /** The day passes by the clock of the corridor. */
  private awaitDay(of: Followed, dueOn: string | undefined): void {
    if (dueOn === undefined) return;
    const { commitmentId, stream } = of;
    const overMs = Date.parse(`${dueOn}T00:00:00+05:00`) + DAY_MS;
    this.world.mark(
      overMs + this.random.int(5, 50) * 1_000,
      () => this.realisation.positionOf(commitmentId),
      (ms) => {
        const { state } = stream;
        const isOpen = state.status === 'announced' || state.status === 'contracted';
        if (!isOpen || state.terms.dueOn !== dueOn) return undefined;
        const occurredAt = localTime(HOME, ms);
        return stream.decide({
          type: 'LapseCommitment',
          occurredAt,
          data: { commitmentId, on: occurredAt.slice(0, 10) },
        });
      },
    );
  }

  /** As much was delivered as was promised, or that is so no more: the process manager says so with the figure and the position that it is of. */
  private markLater(commitmentId: string, { ms }: Seen): void {
    const of = this.followed.get(commitmentId);
    if (!of || !this.markOf(of)) return;
    this.world.mark(
      ms + this.random.int(2, 40) * 1_000,
      () => this.realisation.positionOf(commitmentId),
      (now) => {
        const type = this.markOf(of);
        if (!type) return undefined;
        const deliveredUsd = toMoneyJson({ minor: this.deliveredCents(commitmentId), currency: 'USD' });
        const data = { commitmentId, deliveredUsd, asOf: this.world.position };
        return of.stream.decide({ type, occurredAt: localTime(HOME, now), data });
      },
    );
  }

  private markOf({
    commitmentId,
    stream: { state },
  }: Followed): 'FulfilCommitment' | 'ReopenCommitment' | undefined {
    if (state.status === 'unknown' || state.status === 'withdrawn' || !isByTrade(state.terms))
      return undefined;
    const { valueUsd, jobs = 0 } = state.terms;
    const isDelivered = this.deliveredCents(commitmentId) >= toMoney(valueUsd).minor;
    if (state.status === 'fulfilled') return isDelivered ? undefined : 'ReopenCommitment';
    const isVerified = (this.realisation.rowOf(commitmentId)?.jobs_verified ?? 0) >= jobs;
    return isDelivered && isVerified ? 'FulfilCommitment' : undefined;
  }

  /** A firm is whose the register says, once it is there. */
  private sideOf({ firm: id, name = '', country = '', ownership }: Side) {
    if (id === undefined) return { name, country, ownership };
    return { ...partyById(id), ownership: this.register.ownerOf(`demo-${id}`) ?? ownership };
  }
}

function known({ state }: CommitmentStream): KnownCommitment['terms'] {
  if (state.status === 'unknown') throw new Error('It was not announced.');
  return state.terms;
}

function announcedOn({ state }: CommitmentStream): string {
  if (state.status === 'unknown') throw new Error('It was not announced.');
  return state.occasion.on;
}

function laterDay(a: string, b: string): string {
  return a < b ? b : a;
}
