import fc from 'fast-check';
import { camt053 } from '../statements/camt053.spec-kit.js';
import { withTransactions } from '../statements/camt054.spec-kit.js';

const of = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));
const repeated = (part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { maxLength }).map((texts) => texts.join(''));

const space = of(' ', '\n', '\t', '\r\n', '\r', '  \n ');
const maybeSpace = fc.oneof({ weight: 4, arbitrary: of('') }, space);
const local = of('a', 'Ntry', 'x1', '_', 'é', 'Б-1', 'n.m', '\u{10000}b', 'c\u0301\u00b7');
const name = fc.oneof({ weight: 9, arbitrary: local }, joined(of('p:', 'q:', 'xml:'), local));
const reference = of(
  '&amp;',
  '&lt;',
  '&gt;',
  '&apos;',
  '&quot;',
  '&#9;',
  '&#13;',
  '&#x1F600;',
  '&#00065;',
  '&#xfFFD;',
);
const characters = of(
  'x',
  'Demo',
  ' ',
  '12.50',
  'é',
  'Жқ',
  '字',
  '😀',
  '\u0085\u2028',
  '\u007f',
  ']',
  ']]',
  '--',
  '?',
  '"',
  "'",
  '=',
  '/',
  '>x',
  '\n',
  '\r',
  '\r\n',
  '\t',
);
const text = repeated(fc.oneof({ weight: 3, arbitrary: characters }, reference), 5).map((each) =>
  each.replaceAll(']]>', ']]'),
);
const value = (quote: string) =>
  joined(
    of(quote),
    text.map((each) => each.replaceAll(quote, '')),
    of(quote),
  );
const equals = joined(maybeSpace, of('='), maybeSpace);
const attribute = joined(name, equals, fc.oneof(value('"'), value("'")));
const declaration = joined(
  of('xmlns', 'xmlns:p', 'xmlns:q', 'xmlns:r'),
  equals,
  of('"urn:a"', "'urn:b'", '"urn:a"', '"urn:p"', '"urn:q"', '"urn:&amp;&#13;"', '"urn:a\n b"', '""'),
);
const attributes = repeated(
  joined(space, fc.oneof({ weight: 5, arbitrary: attribute }, { weight: 1, arbitrary: declaration })),
  3,
);
const comment = joined(of('<!--'), of('', 'x', ' - ', '<a>&b;]]>', 'é\r\n', '->'), of('-->'));
const instruction = joined(
  of('<?'),
  of('x', 'xml-style', 'é', 'XMLa'),
  of('', ' ', '\ta ? b', '\n<?>&', ' é??'),
  of('?>'),
);
const cdata = joined(
  of('<![CDATA['),
  repeated(of('x', ']', ']]', '<a>', '&amp;', '\r\n', '\r', 'é😀', '>'), 3),
  of(']]>'),
).map((each) => `${each.slice(0, -3).replaceAll(']]>', ']]')}]]>`);
const around = repeated(fc.oneof(space, comment, instruction), 2);

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .record({
      name,
      attributes,
      content: fc.option(
        repeated(
          fc.oneof(
            { maxDepth: 3, withCrossShrink: true },
            { weight: 3, arbitrary: text },
            { weight: 1, arbitrary: cdata },
            { weight: 1, arbitrary: comment },
            { weight: 1, arbitrary: instruction },
            { weight: 3, arbitrary: tie('element') },
          ),
          3,
        ),
        { nil: undefined },
      ),
      spaces: fc.tuple(maybeSpace, maybeSpace),
    })
    .map(({ name: tag, attributes: said, content, spaces: [one, two] }) =>
      content === undefined ? `<${tag}${said}${one}/>` : `<${tag}${said}${one}>${content}</${tag}${two}>`,
    ),
}));

const xmlDeclaration = joined(
  of('<?xml'),
  space,
  joined(of('version'), equals, of('"1.0"', "'1.1'", '"1.42"')),
  of('', '', ' encoding="UTF-8"', "\n encoding = 'utf-8'", ' encoding="latin1"'),
  of('', ' standalone="yes"', " standalone='no' "),
  of('?>', ' ?>'),
);

/** A document that is well-formed but for names, which may stand twice in a tag, and prefixes, which may not be declared. */
export const anyDocument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: joined(
      of('', '\ufeff'),
      fc.oneof({ weight: 2, arbitrary: of('') }, { weight: 1, arbitrary: xmlDeclaration }),
      around,
      element,
      around,
    ),
  },
  // As the outermost element declares them, its prefixes are sound in it.
  {
    weight: 5,
    arbitrary: joined(
      of('<a xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:d">'),
      repeated(element, 3),
      of('</a>'),
    ),
  },
  {
    weight: 1,
    arbitrary: of(
      withTransactions('08', { amount: '1 USD', debtor: 'Жқ & <x>', remittance: ['a', 'b'] }),
      camt053(),
    ),
  },
);

/** What may be put into a document where it does not belong, or where it does. */
const SNIPPETS: readonly string[] = [
  ...['<', '>', '&', '/', '=', '"', "'", ';', '#', '?', '!', '-', ']', '[', ':', '%', '\\', '1', '.'],
  ...[']]>', '<![CDATA[', '<![cdata[', ']]', '-->', '--', '--->', '<!--', '<!', '<![', '<!-'],
  ...[
    '<?xml version="1.0"?>',
    '<?xml ',
    '?>',
    '<?XmL?>',
    '<?a?',
    '<?',
    '<? a?>',
    '<?a:b?>',
    '<?a?b?>',
    '<?1?>',
    '<?xml-a?>',
  ],
  ...['<!D', '<!DOCTYPE a>', '<!DOCTYPE a [<!ENTITY b "c">]>', '<!doctype a>', '<!ELEMENT a>', '<!Dx>'],
  ...[
    '&#0;',
    '&#xD800;',
    '&#xFFFE;',
    '&#x10FFFF;',
    '&#x110000;',
    '&#X41;',
    '&#;',
    '&#x;',
    '&#8;',
    '&#99999999999999999999;',
    '&lt',
    '&AMP;',
    '& ',
    '&a:b;',
    '&\u00d7;',
    '&nbsp;',
  ],
  ...[
    ' xmlns:p=""',
    ' xmlns=""',
    ' xmlns:xml="urn:x"',
    ' xmlns:xmlns="urn:x"',
    ' xmlns:r="http://www.w3.org/2000/xmlns/"',
  ],
  ...[
    ' xmlns:xml="http://www.w3.org/XML/1998/namespace"',
    ' xmlns="http://www.w3.org/XML/1998/namespace"',
    ' xmlns:p=" "',
    ' xmlns:1="urn:x"',
  ],
  ...[
    '<xmlns:a/>',
    '<p:a/>',
    '<p:1/>',
    '<:a/>',
    '<p:/>',
    '<p:a:b/>',
    '<z:a/>',
    '<1/>',
    '<-a/>',
    '<.a/>',
    '<\u00d7/>',
    '<a\u00d7/>',
    '<\u0301/>',
    '</a>',
    '<a/>',
    '</',
    '</>',
    '</ a>',
    '</1>',
  ],
  ...[
    ' a=b',
    ' a',
    ' a = ',
    ' a="1" a="2"',
    ' p:a="1" q:a="2"',
    ' p:1="x"',
    ' xmlns:s="urn:p" s:a="" p:a=""',
    ' a="<"',
    ' a="&"',
    ' a=""b=""',
    ' é="é"',
    ' xml:a=""',
    '/ ',
  ],
  ...[
    '\0',
    '\u0001',
    '\u001f',
    '\u007f',
    '\u0080',
    '\ud7ff',
    '\ue000',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '\ufeff',
    '\u{1ffff}',
    '\u2028',
    '\r',
    '\r\n',
    '\n',
    '\t',
    ' ',
    '\f',
    '\v',
    '\u00a0',
  ],
  ...[' version="1.0"', ' encoding="x y"', ' standalone="maybe"', 'version', '?'],
];
const snippet = fc.oneof(
  fc.constantFrom(...SNIPPETS).map((each) => Buffer.from(each)),
  fc.uint8Array({ minLength: 1, maxLength: 3 }).map((each) => Buffer.from(each)),
);

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** What goes wrong with a file, told by places as shares of its length. */
export const mutation: fc.Arbitrary<(file: Buffer) => Buffer> = fc.oneof(
  // A bit, or a byte, is another one.
  fc
    .record({ where: share, bits: fc.oneof(fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128), fc.nat(255)) })
    .map(({ where, bits }) => (file: Buffer) => {
      const changed = Buffer.from(file);
      const at = Math.floor(where * file.length);
      changed[at] = (changed[at] ?? 0) ^ bits;
      return changed;
    }),
  // Something is gone, or put in, or both.
  fc
    .record({ where: share, length: fc.nat(8), snippet, how: fc.constantFrom('gone', 'in', 'both') })
    .map(({ where, length, snippet: put, how }) => (file: Buffer) => {
      const at = Math.floor(where * (file.length + 1));
      const rest = file.subarray(how === 'in' ? at : at + length);
      return Buffer.concat([file.subarray(0, at), how === 'gone' ? Buffer.alloc(0) : put, rest]);
    }),
  // Something stands before or behind a tag's end, where it may well belong.
  fc
    .record({ where: share, snippet, before: fc.boolean() })
    .map(({ where, snippet: put, before }) => (file: Buffer) => {
      const at = file.indexOf('>', Math.floor(where * file.length));
      const place = at < 0 ? file.length : before ? at : at + 1;
      return Buffer.concat([file.subarray(0, place), put, file.subarray(place)]);
    }),
  // A part stands twice, or elsewhere.
  fc.record({ from: share, length: fc.nat(40), to: share }).map(({ from, length, to }) => (file: Buffer) => {
    const at = Math.floor(from * file.length);
    const place = Math.floor(to * (file.length + 1));
    return Buffer.concat([file.subarray(0, place), file.subarray(at, at + length), file.subarray(place)]);
  }),
  // The file is cut.
  share.map((where) => (file: Buffer) => file.subarray(0, Math.floor(where * file.length))),
);
