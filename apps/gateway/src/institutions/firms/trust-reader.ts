import { localDayOf } from '../../calendar/local-day.js';
import { badInput } from '../../graphql/errors.js';
import { instantOf } from '../../ledger/log.js';
import type { ReadSession } from '../../read/read-session.js';
import { TRUST_CASES_SQL, TRUST_COUNTS_SQL, type TrustCaseRow, type TrustCountRow } from './firm.sql.js';

/** Where a case stands in the list: one event may make another thing of several. */
export type CaseKey = readonly [position: number, part: string, caseId: string];
const LIST = 'trust-case';

export function caseCursorOf({ position, part, case_id }: TrustCaseRow): string {
  return Buffer.from(`${LIST}:${position}:${part}:${case_id}`).toString('base64url');
}

/** @throws GraphQLError for what is no cursor of this list. */
export function caseKeyOf(after: string | null | undefined): CaseKey {
  if (after === undefined || after === null) return [0, '', ''];
  const [, position, part, caseId] =
    new RegExp(`^${LIST}:(\\d{1,16}):([a-z]+):(.{1,64})$`).exec(Buffer.from(after, 'base64url').toString()) ??
    [];
  if (position === undefined || part === undefined || caseId === undefined) {
    throw badInput(`after: "${after}" is no cursor of this list. Give the endCursor of the page before.`);
  }
  return [Number(position), part, caseId];
}

/** How far some firms kept their word, as of a position; what several of them need is read once for all. */
export class TrustReader {
  private askedDays: Promise<ReadonlyMap<string, string>> | undefined;
  private askedCounts: Promise<readonly TrustCountRow[]> | undefined;
  private readonly askedCases = new Map<string, Promise<readonly TrustCaseRow[]>>();

  constructor(
    private readonly session: ReadSession,
    private readonly firms: readonly { readonly participantId: string; readonly country: string }[],
    readonly asOf: number,
  ) {}

  /** The day of the figure of a firm, by the clock of its country; `undefined` before the first event. */
  async dayOf(participantId: string): Promise<string | undefined> {
    return (await this.days()).get(participantId);
  }

  async countsOf(participantId: string): Promise<readonly TrustCountRow[]> {
    this.askedCounts ??= this.read<TrustCountRow>(TRUST_COUNTS_SQL);
    return (await this.askedCounts).filter(({ firm }) => firm === participantId);
  }

  /** Of a firm, the cases behind `after`, at most `limit` of them. */
  async casesOf(participantId: string, after: CaseKey, limit: number): Promise<readonly TrustCaseRow[]> {
    const key = `${after.join(' ')} ${limit}`;
    const asked = this.askedCases.get(key) ?? this.read<TrustCaseRow>(TRUST_CASES_SQL, [...after, limit]);
    this.askedCases.set(key, asked);
    return (await asked).filter(({ firm }) => firm === participantId);
  }

  private async read<Row>(sql: string, more: readonly unknown[] = []): Promise<readonly Row[]> {
    const days = await this.days();
    return this.session.read((manager) =>
      manager.query<Row[]>(sql, [this.asOf, [...days.keys()], [...days.values()], ...more]),
    );
  }

  private days(): Promise<ReadonlyMap<string, string>> {
    this.askedDays ??= instantOf(this.session, this.asOf).then(
      (instant) =>
        new Map(
          this.firms.flatMap(({ participantId, country }) =>
            instant === undefined ? [] : [[participantId, localDayOf(country, instant)] as const],
          ),
        ),
    );
    return this.askedDays;
  }
}
