import { Rejection } from '@corridor/kernel';
import { documentKeys } from '../red-flag/suspicions.js';
import type { CreditDocument, Discrepancy } from './letter-of-credit.events.js';
import { isDrawing, type KnownCredit, type Presentation } from './letter-of-credit-state.js';
import { TRANSPORT_DOCUMENTS } from './shipment.js';

/** Papers that money is lent on: the invoice, and what carries goods or stands for them. A certificate or a list may go with several drawings. */
export const FINANCED: ReadonlySet<string> = new Set(['380', ...TRANSPORT_DOCUMENTS]);

/**
 * Papers that are presented under another drawing, too: the one that came first has them, or the one that binds a bank already. A second drawing on them is no
 * error, and the bank's to refuse: it pays once (UCP 600, article 7(a)), and nothing else of the papers tells it.
 */
export function presentedTwice(state: KnownCredit, number: number): readonly Discrepancy[] {
  const presentation = state.presentations[number - 1];
  // Who took the papers back may present them again.
  if (!presentation || presentation.status === 'withdrawn') return [];
  return drawnElsewhere(state, number, (other, at) => at < number || bindsBank(other));
}

/** @throws Rejection `document-presented-twice` where a paper was presented again, and a bank is bound by that. */
export function checkNotTakenUpElsewhere(state: KnownCredit, number: number): void {
  const [taken] = drawnElsewhere(state, number, bindsBank);
  if (!taken) return;
  throw new Rejection('document-presented-twice', `${taken.description}, which a bank is bound by.`);
}

/** Numbers of the drawings on a paper, by one of its {@link documentKeys}; but for that one of which the number is told. */
export function drawingsOn({ presentations }: KnownCredit, number: number, key: string): readonly number[] {
  return presentations.flatMap((other, index) =>
    index !== number - 1 && isDrawing(other) && keysOf(other.made.documents).has(key) ? [index + 1] : [],
  );
}

function drawnElsewhere(
  state: KnownCredit,
  number: number,
  counts: (other: Presentation, at: number) => boolean,
): readonly Discrepancy[] {
  const papers = state.presentations[number - 1]?.made.documents.filter(isFinanced) ?? [];
  return papers.flatMap((paper): readonly Discrepancy[] => {
    const { typeCode } = paper;
    const { named, file } = documentKeys(paper);
    const [other] = [...drawingsOn(state, number, named), ...drawingsOn(state, number, file)]
      .filter((at) => counts(state.presentations[at - 1] as Presentation, at))
      .sort((a, b) => a - b);
    if (other === undefined) return [];
    const where = `is presented under presentation ${other}, too`;
    return [
      {
        code: 'document-presented-twice',
        description: `The paper ${typeCode} "${paper.number}" ${where}`.slice(0, 512),
        typeCode,
      },
    ];
  });
}

function bindsBank({ status }: Presentation): boolean {
  return isDrawing({ status }) && status !== 'presented';
}

function isFinanced({ typeCode }: CreditDocument): boolean {
  return FINANCED.has(typeCode);
}

/** By the papers themselves, which stay as they were presented: a credit with many drawings is looked at from each of them. */
const KEYS = new WeakMap<readonly CreditDocument[], ReadonlySet<string>>();

function keysOf(documents: readonly CreditDocument[]): ReadonlySet<string> {
  const known = KEYS.get(documents);
  if (known) return known;
  const keys = documents.filter(isFinanced).flatMap((paper) => Object.values(documentKeys(paper)));
  const made: ReadonlySet<string> = new Set(keys);
  KEYS.set(documents, made);
  return made;
}
