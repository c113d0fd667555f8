import fc from 'fast-check';
import { Iso20022Error, readMessages } from '../index.js';
import { documentXml } from '../markup.spec-kit.js';
import { EXAMPLES } from '../payments/all-examples.spec-kit.js';
import { camt053 } from '../statements/camt053.spec-kit.js';
import { withTransactions } from '../statements/camt054.spec-kit.js';

const SEED = 20_022;
/** In all, over all families. */
const MUTATIONS = 51_000;

const HEADER = `<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><BizMsgIdr>B-1</BizMsgIdr><MsgDefIdr>pacs.002.001.10</MsgDefIdr><CreDt>2026-03-02T08:00:00Z</CreDt></AppHdr>`;

/** One small valid message of each family, with a header and with two in a file. */
const SOUND: readonly string[] = [
  ...['pacs.008.001.08', 'pacs.009.001.08', 'pacs.002.001.10', 'pacs.004.001.09', 'camt.056.001.08'].map(
    xmlOfExample,
  ),
  ...['camt.029.001.09', 'pain.001.001.09', 'pain.002.001.11'].map(xmlOfExample),
  camt053(),
  withTransactions(
    '08',
    { amount: '1 USD', endToEndId: 'A' },
    { amount: '2 USD', sign: 'CRDT', debtor: 'demo' },
  ),
  `<Msg>${HEADER}${xmlOfExample('pacs.002.001.10')}</Msg>`,
  `<Msg>${xmlOfExample('camt.029.001.09')}${xmlOfExample('pacs.004.001.09')}</Msg>`,
];

function xmlOfExample(definition: string): string {
  const found = EXAMPLES.find((each) => each.definition === definition);
  if (!found) throw new Error(`no example of ${definition}`);
  return documentXml(found.definition, found.content);
}

/** A place in a text as a share of it, so that it can be made smaller. */
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (text: string, where: number): number => Math.floor(where * text.length);

const VALUES = [
  '',
  '-1',
  '0',
  '99999999999999999999',
  '1e9',
  'NaN',
  '2026-02-30',
  '0000-00-00T00:00:00',
  'x'.repeat(36),
  'x'.repeat(200),
  'NOTPROVIDED',
  '&lt;&amp;',
  '\u0000',
  '\ud800',
  '😀',
  '<a/>',
  '<!-- -->',
  '<![CDATA[]]>',
  '&bad;',
  '__proto__',
  'constructor',
];

/** What goes wrong with a message on its way, or is done to it. */
const mutation: fc.Arbitrary<(text: string) => string | Uint8Array> = fc.oneof(
  // A byte is another one.
  fc
    .record({ where: share, byte: fc.integer({ min: 0, max: 255 }) })
    .map(({ where, byte }) => (text: string) => {
      const bytes = Buffer.from(text);
      bytes[Math.floor(where * bytes.length)] = byte;
      return bytes;
    }),
  // The file is cut.
  share.map((where) => (text: string) => text.slice(0, at(text, where))),
  // An element is gone, stands twice, or stands elsewhere.
  fc
    .record({ where: share, to: share, what: fc.constantFrom('gone', 'twice', 'moved') })
    .map(({ where, to, what }) => (text: string) => {
      const [from, end] = elementBehind(text, at(text, where));
      const element = text.slice(from, end);
      if (what === 'twice') return text.slice(0, end) + element + text.slice(end);
      const rest = text.slice(0, from) + text.slice(end);
      if (what === 'gone') return rest;
      const place = rest.indexOf('<', at(rest, to));
      return place < 0 ? rest : rest.slice(0, place) + element + rest.slice(place);
    }),
  // Something else stands in an element, or two elements have each other's content.
  fc
    .record({ where: share, value: fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 8 })) })
    .map(({ where, value }) => (text: string) => {
      const [from, end] = leafBehind(text, at(text, where));
      return text.slice(0, from) + value + text.slice(end);
    }),
  fc.record({ a: share, b: share }).map(({ a, b }) => (text: string) => {
    const [[from, end], [from2, end2]] = [leafBehind(text, at(text, a)), leafBehind(text, at(text, b))];
    if (end > from2) return text;
    return (
      text.slice(0, from) +
      text.slice(from2, end2) +
      text.slice(end, from2) +
      text.slice(from, end) +
      text.slice(end2)
    );
  }),
  // A name is another one of the message.
  fc.record({ a: share, b: share }).map(({ a, b }) => (text: string) => {
    const names = [...text.matchAll(/<(\w+)/g)].map(([, name = '']) => name);
    const [from, to] = [names[Math.floor(a * names.length)], names[Math.floor(b * names.length)]];
    return text.replaceAll(`<${from}>`, `<${to}>`).replaceAll(`</${from}>`, `</${to}>`);
  }),
);

/** The first element that begins behind a place: where it begins and ends. */
function elementBehind(text: string, place: number): readonly [number, number] {
  const found = /<(\w+)(?: [^<>]*)?>/.exec(text.slice(place));
  if (!found) return [text.length, text.length];
  const from = place + found.index;
  const end = text.indexOf(`</${found[1]}>`, from);
  return [from, end < 0 ? text.length : end + `</${found[1]}>`.length];
}

/** The first text between two tags behind a place. */
function leafBehind(text: string, place: number): readonly [number, number] {
  const found = />([^<>]+)</.exec(text.slice(place));
  if (!found) return [text.length, text.length];
  const from = place + found.index + 1;
  return [from, from + (found[1]?.length ?? 0)];
}

const KINDS: ReadonlySet<string> = new Set([
  ...['message', 'message-end', 'statement', 'statement-end', 'entry', 'rejected'],
  ...['credit-transfer', 'status-report', 'payment-return', 'cancellation-request', 'cancellation-answer'],
]);

it.each(SOUND.map((text, index) => [index, text] as const))(
  'whatever goes wrong with message %s, it is read, or refused with an error of the reader',
  async (index, text) => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        let file: string | Uint8Array = text;
        for (const mutate of mutations) {
          file = mutate(typeof file === 'string' ? file : Buffer.from(file).toString('utf8'));
        }
        let [begun, ended] = [0, 0];
        try {
          for await (const part of readMessages([file])) {
            if (!KINDS.has(part.kind)) throw new Error(`a part of kind ${part.kind}`);
            if (part.kind === 'message') begun += 1;
            if (part.kind === 'message-end') ended += 1;
            if (part.kind === 'rejected' && !part.xpath.startsWith('/'))
              throw new Error(JSON.stringify(part));
          }
          // Read to its end, each message that began has ended.
          if (begun === 0 || begun !== ended) throw new Error(`${begun} begun, ${ended} ended`);
        } catch (error) {
          if (!(error instanceof Iso20022Error)) throw error;
        }
      }),
      { seed: SEED + index, numRuns: Math.ceil(MUTATIONS / SOUND.length) },
    );
  },
  60_000,
);
