import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { everyFamily } from './every-family.spec-kit.js';
import { fileOf } from './payment-messages.spec-kit.js';

/** A file of one message or several about one payment, to which something was done. */
export interface MutatedFile {
  /** Counts from 1; the ids in the file are of this number. */
  readonly run: number;
  /** What was done to which message, and to the file. */
  readonly done: readonly string[];
  readonly xml: string;
}

/**
 * Files of all families, most of them spoilt: the same ones for a seed. They are made as they are asked for, since all of them together are large.
 */
export function* mutatedFiles(seed: number, count: number): Generator<MutatedFile> {
  let run = 0;
  for (const { families, ofMessages, ofFile } of fc.sample(drawn, { seed, numRuns: count })) {
    run += 1;
    const sound = everyFamily(String(run), uetrOf(run), accountOf(run));
    const done: string[] = [];
    const spoil = (name: string, xml: string, { mutation, at, other }: Step): string => {
      const spoilt = xml === '' ? xml : (MUTATIONS[mutation] as Mutation)(xml, at, other);
      if (spoilt !== xml) done.push(`${mutation} in ${name}`);
      return spoilt;
    };
    const messages = families.map((family, index) =>
      (ofMessages[index] ?? []).reduce(
        (xml: string, step) => spoil(family, xml, step),
        sound[family] as string,
      ),
    );
    const [only = '', ...others] = messages;
    const file = others.length === 0 ? only : fileOf(...messages);
    yield {
      run,
      done,
      xml: (ofFile as readonly Step[]).reduce((xml, step) => spoil('the file', xml, step), file),
    };
  }
}

/** A UETR that only this run has. */
export function uetrOf(run: number | string): string {
  const hex = createHash('sha256').update(String(run)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An IBAN with its check digits. Each account has few statements: whoever adds one reads those before it. */
function accountOf(run: number): string {
  const account = `SCBL${String(run).padStart(16, '0')}`;
  const digits = [...`${account}PK00`].map((sign) => Number.parseInt(sign, 36)).join('');
  return `PK${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`;
}

type Mutation = (xml: string, at: number, other: number) => string;

const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '1.005',
  '99999999999999999.99',
  '2026-02-30',
  '9999-12-31',
  'ACCC',
  'RJCT',
  'XXX',
  '\u0661',
  'x'.repeat(200),
  '&#0;',
  '&lt;&amp;',
  '<![CDATA[]]>',
  '<a/>',
  '__proto__',
  'NOTPROVIDED',
  '😀',
];
const LEAF = /<(\w+)(?: [^>]*)?>[^<]*<\/\1>/g;

/** These mostly leave a sound file that says something else. */
const OF_MESSAGES: Readonly<Record<string, Mutation>> = {
  text: (xml, at, other) => onOne(xml, />([^<>]+)<\//g, at, () => `>${ODD[other % ODD.length]}</`),
  'element left out': (xml, at) => onOne(xml, LEAF, at, () => ''),
  'element twice': (xml, at) => onOne(xml, LEAF, at, (all) => all + all),
  'element elsewhere': (xml, at, other) => {
    const leaf = oneOf(xml, LEAF, at);
    if (!leaf) return xml;
    const rest = splice(xml, leaf.index, leaf[0].length, '');
    const place = rest.indexOf('<', 1 + (other % rest.length));
    return place < 0 ? rest : splice(rest, place, 0, leaf[0]);
  },
  'texts exchanged': (xml, at, other) => {
    const [one, another] = [oneOf(xml, />([^<>\n]+)<\//g, at), oneOf(xml, />([^<>\n]+)<\//g, other)];
    if (!one || !another || one.index >= another.index) return xml;
    const behind = splice(xml, another.index, another[0].length, one[0]);
    return splice(behind, one.index, one[0].length, another[0]);
  },
  'branch twice': (xml, at) => onBranch(xml, at, (branch) => branch + branch),
  'branch left out': (xml, at) => onBranch(xml, at, () => ''),
  'other name': (xml, at) =>
    onOne(xml, /<(\w+)((?: [^>]*)?>[^<]*<\/)\1>/g, at, (_, name, rest) => `<${name}X${rest}${name}X>`),
  currency: (xml, at, other) =>
    onOne(xml, /Ccy="USD"/g, at, () => `Ccy="${['JPY', 'KWD', 'ABC', 'usd'][other % 4]}"`),
};

/** These mostly break it. */
const OF_FILES: Readonly<Record<string, Mutation>> = {
  letter: (xml, at) => splice(xml, at % xml.length, 1, String.fromCharCode(33 + (at % 90))),
  cut: (xml, at) => xml.slice(0, at % xml.length),
  drop: (xml, at, other) => splice(xml, at % xml.length, other % 60, ''),
  repeat: (xml, at, other) =>
    splice(xml, at % xml.length, 0, xml.slice(at % xml.length).slice(0, other % 80)),
};
const MUTATIONS = { ...OF_MESSAGES, ...OF_FILES };

interface Step {
  readonly mutation: string;
  readonly at: number;
  readonly other: number;
}

const FAMILIES = Object.keys(everyFamily('', uetrOf(0))).filter((family) => family !== 'a file of two');
const MESSAGES_MAX = 6;

const step = (mutations: object): fc.Arbitrary<Step> =>
  fc.record({ mutation: fc.constantFrom(...Object.keys(mutations)), at: fc.nat(), other: fc.nat() });
const drawn = fc.record({
  families: fc.oneof(
    fc.constantFrom(...FAMILIES).map((family) => [family]),
    fc.subarray(FAMILIES, { minLength: 2, maxLength: MESSAGES_MAX }),
  ),
  ofMessages: fc.array(fc.array(step(OF_MESSAGES), { maxLength: 4 }), {
    minLength: MESSAGES_MAX,
    maxLength: MESSAGES_MAX,
  }),
  ofFile: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(step(OF_FILES), { minLength: 1, maxLength: 2 }) },
  ),
});

function splice(text: string, at: number, drop: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + drop);
}

function onOne(xml: string, what: RegExp, at: number, by: (...found: readonly string[]) => string): string {
  const one = oneOf(xml, what, at);
  return one ? splice(xml, one.index, one[0].length, by(...one)) : xml;
}

/** On an element with all that is in it. */
function onBranch(xml: string, at: number, by: (branch: string) => string): string {
  const begun = oneOf(xml, /<(\w+)[ >]/g, at);
  if (!begun) return xml;
  const closing = `</${begun[1]}>`;
  const end = xml.indexOf(closing, begun.index);
  if (end < 0) return xml;
  const branch = xml.slice(begun.index, end + closing.length);
  return splice(xml, begun.index, branch.length, by(branch));
}

function oneOf(xml: string, what: RegExp, at: number): RegExpExecArray | undefined {
  const all = [...xml.matchAll(what)];
  return all[at % all.length];
}
