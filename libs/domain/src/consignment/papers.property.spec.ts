import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type ConsignmentCommand,
  type ConsignmentEvent,
  consignment,
  type KnownConsignment,
} from '../index.js';
import { command, declared, idOf } from './consignment.spec-kit.js';

const SEED = 20_261_125;
const RUNS = 400;

const PAPERS = [30, 31, 32, 33, 34].map(idOf);
/** Two kinds of papers, some of each. */
const kindOf = (documentId: string) => (Number(documentId.slice(-1)) % 2 === 0 ? '380' : '271');
const attaching = (documentId: string) =>
  command('AttachDocument', {
    documentId,
    typeCode: kindOf(documentId),
    number: documentId,
    issuer: 'Demo Mills',
    issuedOn: '2026-03-01',
    sha256: 'a'.repeat(64),
  });
const withdrawing = (documentId: string) => command('WithdrawDocument', { documentId, reason: 'x' });

const one = fc.constantFrom(...PAPERS);
const some = fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
const declarationId = fc.constantFrom(idOf(40), idOf(41));
/** Papers go to two declarations, are withdrawn, attached anew and let go, again and again. */
const paperwork = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(declarationId, some).map(([id, ids]) => {
        const documents = ids.map((documentId) => ({ documentId, typeCode: kindOf(documentId) }));
        return command('PresentDocuments', { declarationId: id, documents });
      }),
    },
    { weight: 2, arbitrary: one.map(withdrawing) },
    { weight: 1, arbitrary: one.map(attaching) },
    {
      weight: 1,
      arbitrary: declarationId.map((id) => command('DetachDeclaration', { declarationId: id })),
    },
  ),
  { minLength: 1, maxLength: 20, size: 'max' },
);

function decided(asked: ConsignmentCommand, history: readonly ConsignmentEvent[]) {
  try {
    return consignment.decide(asked, fold(consignment, history));
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

it('of each kind, a declaration rests on what it got last, until it is refused; that stays, and the rest may go', () => {
  let held = 0;
  let replaced = 0;
  let severalAtOnce = 0;
  fc.assert(
    fc.property(paperwork, (commands) => {
      const history = [declared];
      // A second way: what each command that was taken brought last, by declaration and kind.
      const last = new Map<string, readonly string[]>();
      const brought = new Set<string>();
      for (const asked of [...PAPERS.map(attaching), ...commands]) {
        const events = decided(asked, history);
        if (!events) continue;
        history.push(...events);
        if (asked.type === 'DetachDeclaration') {
          for (const kind of ['380', '271']) last.delete(`${asked.data.declarationId} ${kind}`);
        }
        if (asked.type !== 'PresentDocuments') continue;
        for (const kind of ['380', '271']) {
          const ids = asked.data.documents
            .filter(({ typeCode }) => typeCode === kind)
            .map((document) => document.documentId);
          if (ids.length > 0) last.set(`${asked.data.declarationId} ${kind}`, ids);
          severalAtOnce += ids.length > 1 ? 1 : 0;
          for (const id of ids) brought.add(id);
        }
      }
      const rested = new Set([...last.values()].flat());
      const { documents } = fold(consignment, history) as KnownConsignment;
      const attached = documents.map(({ documentId }) => documentId);
      for (const documentId of rested) expect(attached).toContain(documentId);
      for (const documentId of attached) {
        const isHeld = decided(withdrawing(documentId), history) === undefined;
        expect(isHeld).toBe(rested.has(documentId));
        held += isHeld ? 1 : 0;
        replaced += !isHeld && brought.has(documentId) ? 1 : 0;
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(held).toBeGreaterThan(RUNS);
  expect(replaced).toBeGreaterThan(RUNS / 4);
  expect(severalAtOnce).toBeGreaterThan(RUNS / 4);
});
