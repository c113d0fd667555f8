import { badInput, knownAhead, ledgerUnready, positionAhead } from '../graphql/errors.js';
import { positionKnownAt } from '../ledger/known-at.js';
import type { AsOfArgs } from './as-of.types.js';
import { ProjectionStatus } from './entities/projection-status.entity.js';
import type { ReadSession } from './read-session.js';

/** The read models that the answers rest on. */
const NEEDED = ['consignments', 'targets', 'trade-facts'] as const;
/** Those that only their own fields wait for: a release that brings one builds it while all else is answered. */
const ADDED = [
  'accounts',
  'cases',
  'commitment-realisation',
  'engagements',
  'firm-conduct',
  'firms',
  'goods-values',
  'holds',
  'leads',
  'letters-of-credit',
  'matches',
  'meetings',
  'milestones',
  'mirror-gap',
  'needs',
  'official-trade',
  'payments',
  'routes',
  'services',
  'services-trade',
  'transits',
  'transport-costs',
  'visa-applications',
  'visits',
] as const;
const MODELS = [...NEEDED, ...ADDED] as const;
export type ReadModel = (typeof MODELS)[number];

/** How far the read models have come, in the snapshot of one operation. */
export class ReadModels {
  private asked: Promise<readonly ProjectionStatus[]> | undefined;
  private readonly known = new Map<string, Promise<number | undefined>>();

  constructor(private readonly session: ReadSession) {}

  /** The live generation of each read model, by name. */
  statuses(): Promise<readonly ProjectionStatus[]> {
    this.asked ??= this.session.read((manager) => manager.find(ProjectionStatus, { order: { name: 'ASC' } }));
    return this.asked;
  }

  /**
   * The position that the read models have reached, so that all figures of an answer have the same; `undefined` while one that all answers rest on has
   * not been built.
   * @param needed what a figure is made of. One that stands still at an event that it cannot apply holds up those alone that need it; without a word, all.
   */
  async reached(needed: readonly ReadModel[] = MODELS): Promise<number | undefined> {
    const statuses = new Map((await this.statuses()).map((status) => [status.name, status]));
    const waitedFor = MODELS.filter((name) => {
      const status = statuses.get(name);
      return needed.includes(name) || !status || status.error === null;
    });
    const positions = waitedFor.flatMap((name) => {
      const status = statuses.get(name);
      return status ? Number(status.position) : [];
    });
    return NEEDED.every((name) => statuses.has(name)) ? Math.min(...positions) : undefined;
  }

  /** @throws GraphQLError while a read model has not been built: until then, what is not found may well be there. */
  async built(...names: readonly ReadModel[]): Promise<void> {
    const statuses = await this.statuses();
    if (names.some((name) => statuses.every((status) => status.name !== name))) throw ledgerUnready();
  }

  /**
   * The position of a figure: as asked, or the one that the ledger had come to at the instant asked for, or the one that the read models have reached.
   * @param asked `askedBy` is what the one who asks calls the position, where that is not `asOf`.
   * @param needed what the figure is made of.
   * @throws GraphQLError where these have not been built, or have not come that far; where it is asked for in both ways.
   */
  async asOf(
    { asOf, knownAt, askedBy }: AsOfArgs & { readonly askedBy?: string },
    ...needed: readonly [ReadModel, ...ReadModel[]]
  ): Promise<number> {
    if (typeof asOf === 'number' && knownAt)
      throw badInput(
        'knownAt: a figure is as of a position or of an instant. Give asOf or knownAt, not both.',
      );
    await this.built(...needed);
    const reached = await this.reached(needed);
    if (reached === undefined) throw ledgerUnready();
    const position = knownAt ? await this.positionKnownAt(knownAt) : asOf;
    if (position === undefined || position === null) return reached;
    const own = (await this.statuses()).filter(({ name }) => (needed as readonly string[]).includes(name));
    const furthest = Math.min(...own.map((status) => Number(status.position)));
    if (position > furthest)
      throw knownAt ? knownAhead(knownAt, position, furthest) : positionAhead(position, furthest, askedBy);
    return position;
  }

  private positionKnownAt(instant: string): Promise<number | undefined> {
    const known = this.known.get(instant) ?? positionKnownAt(this.session, instant);
    this.known.set(instant, known);
    return known;
  }
}
