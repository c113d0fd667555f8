import {
  CommitmentProgress,
  hasPremise,
  nothingKnown,
  RealisationFold,
  type RealisationMemory,
  type RealisationWord,
} from '@corridor/domain';
import { badInput } from '../../graphql/errors.js';
import { type Happened, happenedOf } from '../../read/by-instant.js';
import { inTurns } from '../../read/in-turns.js';
import type { ReadSession } from '../../read/read-session.js';
import { byInstant, ENTANGLED_SQL, type FoldedFunnel, WORDS_SQL } from './funnel-until.sql.js';

/** Of so many events, folding them anew takes a second or two. */
const MOST_WORDS = 20_000;

/** A funnel as of a position, of what is left by filters ($2 to $11 behind the position), by an instant. */
export interface FunnelUntil {
  readonly question: readonly unknown[];
  readonly occurredUntil: string;
}

/**
 * What facts add up to is right by an instant, too, where no event of a commitment or of its goods that had happened stands behind one that had not. The others are folded anew, of exactly
 * the events that had happened.
 * @throws GraphQLError where these are too many
 */
export function funnelUntil(session: ReadSession, asked: FunnelUntil): Promise<Happened> {
  const ofSession = KNOWN.get(session) ?? new Map<string, Promise<Happened>>();
  KNOWN.set(session, ofSession);
  const name = JSON.stringify(asked);
  const known = ofSession.get(name) ?? foldUntil(session, asked);
  ofSession.set(name, known);
  return known;
}

/** Several fields of one operation ask the same: it is folded once. */
const KNOWN = new WeakMap<ReadSession, Map<string, Promise<Happened>>>();

async function foldUntil(session: ReadSession, { question, occurredUntil }: FunnelUntil): Promise<Happened> {
  const [asOf] = question;
  const ms = Date.parse(occurredUntil);
  const read = <Row>(sql: string, values: readonly unknown[]) =>
    session.read((manager) => manager.query<Row[]>(sql, [...values]));
  const entangled = await read<EntangledRow>(ENTANGLED_SQL, [...question, ms, MOST_WORDS + 1]);
  const commitments = entangled.map(({ commitment_id }) => commitment_id);
  const goods = [...new Set(entangled.flatMap((row) => row.goods))];
  const units = [...commitments, ...goods];
  // Each of the goods was linked by an event.
  const isTooMany = goods.length > MOST_WORDS;
  const words = isTooMany ? [] : await read<WordRow>(WORDS_SQL, [asOf, ms, units, MOST_WORDS + 1]);
  if (isTooMany || words.length > MOST_WORDS)
    throw badInput(
      `occurredUntil: what had come of ${commitments.length} of the commitments by ${occurredUntil} has to be worked out anew, of more than ${MOST_WORDS.toLocaleString('en-GB')} events: some of them or of their goods that had happened stand in the ledger behind others that had not. Ask for fewer commitments (from, to, sector, fromCountry and the like), by another instant, or as of a position before that was told (asOf, knownAt).`,
    );
  const memory = nothingKnown();
  const fold = new RealisationFold(memory);
  const inOrder = words.map(({ word }) => word).sort((a, b) => a.position - b.position);
  await inTurns(inOrder, (word) => {
    if (hasPremise(word, memory)) fold.apply(word);
  });
  const folded: FoldedFunnel = {
    ms,
    commitments: namesOf(commitments),
    goods: namesOf(goods),
    rows: {
      commitment_facts: fold.facts,
      commitment_versions: fold.versions,
      commitment_links: fold.links,
      commitment_progress_days: daysOf(fold, memory),
    },
  };
  return happenedOf(byInstant, JSON.stringify(folded));
}

interface EntangledRow {
  readonly commitment_id: string;
  readonly goods: readonly string[];
}

interface WordRow {
  readonly word: RealisationWord;
}

const namesOf = (ids: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(ids.map((id) => [id, true]));

/** The last day on which something came of each that counts still, known since its announcement. */
function daysOf({ facts }: RealisationFold, { commitments }: RealisationMemory): readonly object[] {
  const progress = new CommitmentProgress();
  progress.add(facts);
  return [...commitments.values()].flatMap(({ commitment_id, position }) => {
    const on_day = progress.dayOf(commitment_id);
    return on_day === undefined ? [] : [{ commitment_id, position, on_day, things: 1 }];
  });
}
