import { isInvestment } from '../institutions/index.js';
import type { CommitmentFact } from './commitment-fact.js';
import { later, progressed, type StageChange, tellCommitment, versionOf } from './commitment-rows.js';
import { type CommitmentStanding, standingAfter } from './commitment-standing.js';
import { evolveGoods, type GoodsState } from './goods-state.js';
import { measureOf } from './measure.js';
import {
  type Counted,
  type Disorder,
  type EventInstant,
  type GoodsMemory,
  type LinkRow,
  NOTHING_KNOWN,
  type PartRow,
  type RealisationMemory,
  type RealisationRows,
  type VersionRow,
} from './realisation-memory.js';
import {
  type CommitmentWord,
  type GoodsWord,
  isLink,
  isOfGoods,
  type LinkWord,
  type Placed,
  type RealisationWord,
} from './realisation-words.js';
import { type StageValue, stageValues } from './stage-values.js';

/** Events of a commitment by which the goods that serve it are worth another sum, or others of them count. */
export const REVALUING: ReadonlySet<string> = new Set<CommitmentWord['told']['type']>([
  'CommitmentRateTold',
  'CommitmentContracted',
  'CommitmentRevised',
]);

/**
 * What words add to what came of commitments. Every fact is a difference, so that a figure as of a position is the sum of the facts up to it, and these
 * are its explanation. Goods add to the stages of the commitment that they serve at the moment: what they had come to before they were linked is
 * added by the link, which names the event that it is owed to; an unlink takes it out.
 */
export class RealisationFold implements RealisationRows {
  readonly facts: CommitmentFact[] = [];
  readonly standings: CommitmentStanding[] = [];
  readonly links: LinkRow[] = [];
  readonly parts: PartRow[] = [];
  readonly versions: VersionRow[] = [];

  readonly instants: EventInstant[] = [];
  readonly disorder: Disorder[] = [];

  /** @param memory of the words before, as far as those to come ask for it; the fold changes it */
  constructor(private readonly memory: RealisationMemory) {}

  /** Tells one more word, behind those before it in the log. */
  apply(word: RealisationWord): void {
    const before = this.told();
    if (isOfGoods(word)) this.goods(word);
    else if (isLink(word)) this.linked(word);
    else this.own(word);
    if (this.told() === before) return;
    this.instants.push({ position: word.position, occurred_at: word.at });
  }

  private told(): number {
    return this.facts.length + this.links.length + this.versions.length;
  }

  private own(word: CommitmentWord): void {
    const { commitments, goods } = this.memory;
    const { position, told } = word;
    const { commitmentId } = told.data;
    const before = commitments.get(commitmentId);
    const counted = REVALUING.has(told.type)
      ? [...goods.values()].filter(({ link }) => link?.commitmentId === commitmentId)
      : [];
    this.order(commitmentId, word, [before?.latest_at, ...counted.map(({ latest }) => latest)]);
    const { row, changes } = tellCommitment(before, word);
    commitments.set(commitmentId, row);
    const version = versionOf(row);
    if (!before || JSON.stringify(versionOf(before)) !== JSON.stringify(version)) {
      this.versions.push({ position, commitment_id: commitmentId, ...version });
    }
    for (const change of changes) this.change(word, commitmentId, change);
    if (!REVALUING.has(told.type)) return;
    for (const [root, of] of inOrder(goods)) {
      if (of.link?.commitmentId === commitmentId) this.count(root, of, word);
    }
  }

  private linked(word: LinkWord): void {
    const { position, at, allocated, commitmentId, basis, contractId, toldBy, reason } = word;
    const isNow = word.kind === 'linked';
    const { kind, id } = allocated;
    const { commitments, goods } = this.memory;
    const row = commitments.get(commitmentId);
    const latest = [row?.latest_at, ...(kind === 'consignment' ? [goods.get(id)?.latest] : [])];
    this.order(commitmentId, word, latest);
    if (kind === 'consignment') this.order(id, word, latest);
    if (row) commitments.set(commitmentId, { ...row, latest_at: later(row.latest_at, at) });
    this.links.push({
      position,
      kind,
      id,
      commitment_id: isNow ? commitmentId : null,
      basis,
      contract_id: contractId,
      told_by: toldBy,
      reason,
    });
    if (kind !== 'consignment') return;
    this.stand(commitmentId, position, { consignments: isNow ? 1 : -1 });
    const { link: _, ...known } = goods.get(id) ?? NOTHING_KNOWN;
    const before = { ...known, latest: later(known.latest, at) };
    const link = { commitmentId, ...(contractId !== null && { contractId }) };
    // Taken out of what they served until now, in full, before they serve another one.
    if (!isNow) this.take(id, { ...before, link }, word);
    else this.count(id, { ...before, link }, word);
  }

  private goods(word: GoodsWord): void {
    const { consignmentId } = word;
    const { goods, roots } = this.memory;
    if (word.kind === 'declared' && word.partOf !== null) {
      const root = roots.get(word.partOf) ?? word.partOf;
      roots.set(consignmentId, root);
      this.parts.push({ consignment_id: consignmentId, root_id: root });
    }
    const root = roots.get(consignmentId) ?? consignmentId;
    const before = goods.get(root) ?? NOTHING_KNOWN;
    const row = before.link && this.memory.commitments.get(before.link.commitmentId);
    this.order(root, word, [before.latest, row?.latest_at]);
    const latest = later(before.latest, word.at);
    this.count(root, { ...before, ...evolveGoods(before, word), latest }, word);
  }

  /** Notes an event that happened before others of its kind which were told before it. */
  private order(unit_id: string, { position, at }: Placed, latest: readonly (string | undefined)[]): void {
    const behind_at = latest.reduce<string>((last, each) => later(each, last), at);
    if (behind_at !== at) this.disorder.push({ unit_id, position, occurred_at: at, behind_at });
  }

  /** Counts goods anew, and tells what is different. */
  private count(root: string, now: GoodsMemory, word: Placed): void {
    const { commitments, goods } = this.memory;
    const row = now.link && commitments.get(now.link.commitmentId);
    if (!now.link || !row) {
      goods.set(root, now);
      return;
    }
    const measure = measureOf(row.state, now.link.contractId);
    // Goods add to trade, and an investment is none.
    const values = isInvestment(row.state.terms) ? new Map<string, StageValue>() : stageValues(now, measure);
    const counted: Record<string, Counted> = {};
    for (const [key, value] of inOrder(values)) {
      counted[key] = {
        usd: value.usd.toString(),
        minor: value.minor?.toString() ?? null,
        currency: measure.currency,
        unvalued: value.unvalued,
      };
      this.difference(now.link, key, value, now.counted[key], counted[key], word);
    }
    for (const [key, was] of inOrder(Object.entries(now.counted))) {
      if (values.has(key)) continue;
      const [stage = ''] = key.split(':');
      this.gone(now.link, stage, key, was, now, word);
    }
    goods.set(root, { ...now, counted });
  }

  /** Takes out all that counts. */
  private take(root: string, now: GoodsMemory, word: Placed): void {
    const { link, ...rest } = now;
    if (link) {
      for (const [key, was] of inOrder(Object.entries(now.counted))) {
        const [stage = ''] = key.split(':');
        this.gone(link, stage, key, was, now, word);
      }
    }
    this.memory.goods.set(root, { ...rest, counted: {} });
  }

  private difference(
    link: NonNullable<GoodsMemory['link']>,
    thing: string,
    { stage, consignmentId, since, lessened, cameOn }: StageValue,
    was: Counted | undefined,
    now: Counted,
    word: Placed,
  ): void {
    const usd = BigInt(now.usd) - BigInt(was?.usd ?? '0');
    const isSame = was?.currency === now.currency && was.minor !== null && now.minor !== null;
    const minor = now.minor === null ? null : BigInt(now.minor) - BigInt((isSame && was.minor) || '0');
    const unvalued = now.unvalued - (was?.unvalued ?? 0);
    const less = usd < 0n ? lessened : undefined;
    const { on, position } = less ?? since;
    const told = {
      stage,
      on_day: on,
      came_on: less ? null : otherThan(on, cameOn),
      cause_position: position,
      consignment_id: consignmentId,
      contract_id: link.contractId ?? null,
      jobs: 0,
      status: null,
      thing,
    };
    if (was && !isSame && BigInt(was.minor ?? '0') !== 0n) {
      // What counted in the other currency is taken out there.
      const before = (-BigInt(was.minor ?? '0')).toString();
      this.tell(word, link.commitmentId, {
        ...told,
        usd_cents: '0',
        currency: was.currency,
        minor: before,
        unvalued_lines: 0,
      });
    }
    if (usd === 0n && unvalued === 0 && (minor ?? 0n) === 0n) return;
    this.tell(word, link.commitmentId, {
      ...told,
      usd_cents: usd.toString(),
      currency: minor === null ? null : now.currency,
      minor: minor?.toString() ?? null,
      unvalued_lines: unvalued,
    });
  }

  private gone(
    link: NonNullable<GoodsMemory['link']>,
    stage: string,
    key: string,
    was: Counted,
    state: GoodsState,
    word: Placed,
  ): void {
    // What counted for nothing takes nothing with it.
    if (BigInt(was.usd) === 0n && BigInt(was.minor ?? '0') === 0n && was.unvalued === 0) return;
    const id = key.slice(stage.length + 1);
    const consignmentId = state.customs[id]?.consignmentId ?? state.paid[id]?.consignmentId;
    const isGoods = state.goods[id] !== undefined;
    this.tell(word, link.commitmentId, {
      stage,
      on_day: word.on,
      came_on: null,
      cause_position: word.position,
      consignment_id: isGoods ? id : (consignmentId ?? null),
      contract_id: link.contractId ?? null,
      usd_cents: (-BigInt(was.usd)).toString(),
      currency: was.minor === null ? null : was.currency,
      minor: was.minor === null ? null : (-BigInt(was.minor)).toString(),
      jobs: 0,
      unvalued_lines: -was.unvalued,
      status: null,
      thing: key,
    });
  }

  private change(word: Placed, commitmentId: string, change: StageChange): void {
    this.tell(word, commitmentId, {
      stage: change.stage,
      on_day: word.on,
      came_on: otherThan(word.on, change.cameOn),
      cause_position: word.position,
      consignment_id: null,
      contract_id: change.contractId ?? null,
      usd_cents: change.usd.toString(),
      currency: change.currency ?? null,
      minor: change.minor?.toString() ?? null,
      jobs: change.jobs,
      unvalued_lines: 0,
      status: change.status ?? null,
      thing: change.thing ?? null,
    });
  }

  private tell(
    { position }: Placed,
    commitment_id: string,
    fact: Omit<CommitmentFact, 'position' | 'fact' | 'commitment_id'>,
  ): void {
    const last = this.facts.at(-1);
    const number = last?.position === position ? last.fact + 1 : 1;
    const told = { position, fact: number, commitment_id, ...fact };
    this.facts.push(told);
    const { commitments } = this.memory;
    const row = commitments.get(commitment_id);
    if (row) commitments.set(commitment_id, progressed(row, fact));
    this.stand(commitment_id, position, { fact: told });
  }

  /** What a commitment has come to: one row for each event. */
  private stand(commitmentId: string, position: number, change: Parameters<typeof standingAfter>[3]): void {
    const { commitments, standings } = this.memory;
    const row = commitments.get(commitmentId);
    if (!row) throw new Error(`The commitment ${commitmentId} was not announced before.`);
    const standing = standingAfter(standings.get(commitmentId), row, position, change);
    standings.set(commitmentId, standing);
    const last = this.standings.at(-1);
    if (last?.position === position && last.commitment_id === commitmentId) this.standings.pop();
    this.standings.push(standing);
  }
}

/** A day, where it is not the one that is told anyhow. */
function otherThan(told: string, day: string | undefined): string | null {
  return day === undefined || day === told ? null : day;
}

/** By their keys: a fact has the same number, whether the memory was kept in a table between or not. */
function inOrder<Value>(entries: Iterable<readonly [string, Value]>): readonly (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
