import { ledgerUnready, positionAhead } from '../graphql/errors.js';
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
  'needs',
  'payments',
  'services',
  'visa-applications',
] as const;
type ReadModel = (typeof NEEDED)[number] | (typeof ADDED)[number];

/** How far the read models have come, in the snapshot of one operation. */
export class ReadModels {
  private asked: Promise<readonly ProjectionStatus[]> | undefined;

  constructor(private readonly session: ReadSession) {}

  /** The live generation of each read model, by name. */
  statuses(): Promise<readonly ProjectionStatus[]> {
    this.asked ??= this.session.read((manager) => manager.find(ProjectionStatus, { order: { name: 'ASC' } }));
    return this.asked;
  }

  /** The position that every read model has reached; `undefined` while one that all answers rest on has not been built. */
  async reached(): Promise<number | undefined> {
    const positions = new Map((await this.statuses()).map(({ name, position }) => [name, Number(position)]));
    const needed = [...NEEDED, ...ADDED.filter((name) => positions.has(name))].map((name) =>
      positions.get(name),
    );
    return needed.every((position) => position !== undefined) ? Math.min(...needed) : undefined;
  }

  /** @throws GraphQLError while a read model has not been built: until then, what is not found may well be there. */
  async built(name: ReadModel): Promise<void> {
    if (!(await this.statuses()).some((status) => status.name === name)) throw ledgerUnready();
  }

  /**
   * The position of a figure: as asked, or the one that every read model has reached, so that all figures of an answer have the same.
   * @throws GraphQLError where the read models have not come that far.
   */
  async asOf(position: number | undefined | null): Promise<number> {
    const reached = await this.reached();
    if (reached === undefined) throw ledgerUnready();
    if (position === undefined || position === null) return reached;
    if (position > reached) throw positionAhead(position, reached);
    return position;
  }
}
