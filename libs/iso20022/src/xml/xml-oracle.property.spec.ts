import fc from 'fast-check';
import { anyDocument, mutation } from './documents.spec-kit.js';
import { type Fault, type Outcome, ours, saxes, type Told } from './oracle.spec-kit.js';

const SEED = 20_261_126;
/** Each with so many that something went wrong with. */
const DOCUMENTS = 4_500;
const MUTANTS = 5;

/** Where our reader and saxes are to tell different things of a file. */
interface Difference {
  readonly what: string;
  /** What decides, and why the reader is as it is. */
  readonly reason: string;
  readonly example: Uint8Array | string;
  readonly is: (ours: Outcome, theirs: Outcome) => boolean;
}

const DIFFERENCES: readonly Difference[] = [
  {
    what: 'an instruction whose target is followed by neither space nor its end',
    reason: 'XML 1.0 (5th ed.), production 16; saxes takes "?" for a part of what it says',
    example: '<a><?x?y?></a>',
    is: (we) => says(we, 'no space behind the target of an instruction'),
  },
  {
    what: 'a name whose part behind the colon could not stand alone',
    reason: 'Namespaces in XML 1.0 (3rd ed.), productions 4 and 11; saxes looks at the name as a whole',
    example: '<p:1 xmlns:p="urn:p"/>',
    is: (we) => says(we, 'a name that namespaces do not allow'),
  },
  {
    what: 'a namespace with white space around it',
    reason:
      'XML 1.0 (5th ed.), section 3.3.3: without a DTD a value is not trimmed, and namespaces are compared as texts',
    example: '<a xmlns=" urn:a&#13;"/>',
    is: (we, they) => !we.fault && !they.fault && equal(we.told.map(trimmed), they.told),
  },
  {
    what: 'a DOCTYPE of which no more than the first letter is seen',
    reason:
      'no DTD is read, so nothing behind that letter makes a file any better; saxes reads it to its end first',
    example: '<!Dx><a/>',
    is: (we, they) => we.fault?.code === 'xml-doctype' && they.fault !== undefined,
  },
  {
    what: 'several faults, of which the first one is told',
    reason:
      'a reference, a tag or a declaration is refused at its first wrong byte; saxes goes on to its end, and may meet another fault',
    example: Buffer.from('<a>& \xff;</a>', 'latin1'),
    is: (we, they) =>
      we.fault?.code === 'xml-malformed' && they.fault !== undefined && isBefore(we.fault, they.fault),
  },
];

const says = ({ fault }: Outcome, text: string): boolean =>
  fault?.message.startsWith(`Not well-formed: ${text}`) ?? false;
const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const trimmed = (told: Told): Told => ('open' in told ? { ...told, uri: told.uri.trim() } : told);
const isBefore = (a: Fault, b: Fault): boolean =>
  a.line < b.line || (a.line === b.line && a.column <= b.column);

/** Whether both took the file and tell the same of it, or both refused it for one kind of reason. */
function agree(we: Outcome, they: Outcome): boolean {
  if (we.fault?.code !== they.fault?.code) return false;
  // saxes closes an element before it finds that the tag is another's, so it may have told more.
  const told = we.fault ? they.told.slice(0, we.told.length).map(trimmed) : they.told;
  if (!equal(we.fault ? we.told.map(trimmed) : we.told, told)) return false;
  const { line, column } = we.fault ?? {};
  return we.fault?.message !== 'no UTF-8' || equal([line, column], [they.fault?.line, they.fault?.column]);
}

const differenceOf = (we: Outcome, they: Outcome): Difference | undefined =>
  DIFFERENCES.find(({ is }) => is(we, they));

it.each(DIFFERENCES)('$what is told otherwise than saxes does: $reason', (difference) => {
  const file = Buffer.from(difference.example);
  const [we, they] = [ours([file]), saxes(file)];
  expect(agree(we, they)).toBe(false);
  expect(differenceOf(we, they)).toBe(difference);
});

it('any document, whatever is wrong with it, is read or refused as by saxes', () => {
  const count = { sound: 0, refused: 0 };
  const look = (file: Buffer): void => {
    const [we, they] = [ours([file]), saxes(file)];
    count[we.fault ? 'refused' : 'sound'] += 1;
    if (!agree(we, they) && !differenceOf(we, they)) expect(we).toEqual(they);
    // What nobody wants is checked as if somebody did.
    expect(ours([file], false).fault).toEqual(we.fault);
  };
  const mutants = fc.array(fc.array(mutation, { minLength: 1, maxLength: 2 }), {
    minLength: MUTANTS,
    maxLength: MUTANTS,
  });
  fc.assert(
    fc.property(anyDocument, mutants, (text, changes) => {
      const file = Buffer.from(text);
      look(file);
      for (const mutations of changes) {
        look(mutations.reduce<Buffer>((changed, mutate) => mutate(changed), file));
      }
    }),
    { seed: SEED, numRuns: DOCUMENTS },
  );
  expect(count.sound + count.refused).toBe(DOCUMENTS * (1 + MUTANTS));
  expect(count.sound).toBeGreaterThan(3_000);
  expect(count.refused).toBeGreaterThan(20_000);
}, 120_000);

it('however a file is cut into pieces, the same is told of it up to the same fault', () => {
  const lengths = fc.array(fc.oneof(fc.constant(1), fc.nat(3), fc.nat(60)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(anyDocument, fc.array(mutation, { maxLength: 2 }), lengths, (text, mutations, cuts) => {
      const file = mutations.reduce<Buffer>((changed, mutate) => mutate(changed), Buffer.from(text));
      expect(ours(cut(file, cuts))).toEqual(ours([file]));
    }),
    { seed: SEED, numRuns: 4_000 },
  );
}, 60_000);

/** Pieces of these lengths, over and over; what has been read is overwritten, as a stream does with its buffer. */
function* cut(file: Buffer, lengths: readonly number[]): Generator<Uint8Array> {
  const buffer = new Uint8Array(64);
  for (let [at, i] = [0, 0]; at < file.length; i++) {
    const length = (lengths[i % lengths.length] ?? 0) + (i % lengths.length === 0 ? 1 : 0);
    const piece = buffer.subarray(0, Math.min(length, file.length - at));
    piece.set(file.subarray(at, at + piece.length));
    yield piece;
    at += piece.length;
  }
}
