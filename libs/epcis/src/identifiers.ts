/**
 * GS1 identifiers in one form. An EPC stands in events as a URN (`urn:epc:id:sgtin:4012345.011111.9876`) or as a GS1 Digital Link of any
 * domain; both name the same thing, and are compared as the constrained canonical Digital Link of CBV 2.0, 8.9:
 * `https://id.gs1.org/01/04012345111118/21/9876`. Sources: GS1 EPC Tag Data Standard 2.0, chapter 6 and 7; GS1 Digital Link URI Syntax 1.2.
 */

const DOMAIN = 'https://id.gs1.org';

/** The canonical Digital Link of an identifier; any other text as it is. */
export function canonicalIdentifier(text: string): string {
  if (text.startsWith('urn:epc:')) return linkOfUrn(text) ?? text;
  if (/^https?:\/\//i.test(text)) return canonicalLink(text) ?? text;
  return text;
}

/** How the URN of a scheme is made into a link: its parts between full stops, the last one with all that is left. */
type Scheme = { readonly parts: number; link(...parts: string[]): string | undefined };

const SCHEMES: Readonly<Record<string, Scheme>> = {
  'id:sgtin': { parts: 3, link: (p, i, serial) => qualified('01', gtin(p, i), '21', serial) },
  'id:sscc': { parts: 2, link: (p, r) => keyed('00', checked(inserted(p, r), 17)) },
  'id:sgln': {
    parts: 3,
    link: (p, l, extension) =>
      extension === '0'
        ? keyed('414', checked(joined(p, l), 12))
        : qualified('414', checked(joined(p, l), 12), '254', extension),
  },
  'id:grai': { parts: 3, link: (p, a, serial) => keyed('8003', asset(p, a), serial) },
  'id:giai': { parts: 2, link: (p, a) => keyed('8004', p, a) },
  'id:gsrn': { parts: 2, link: (p, r) => keyed('8018', checked(joined(p, r), 17)) },
  'id:gsrnp': { parts: 2, link: (p, r) => keyed('8017', checked(joined(p, r), 17)) },
  'id:gdti': { parts: 3, link: (p, d, serial) => keyed('253', checked(joined(p, d), 12), serial) },
  'id:cpi': { parts: 3, link: (p, r, serial) => qualified('8010', joined(p, escaped(r)), '8011', serial) },
  'id:sgcn': { parts: 3, link: (p, c, serial) => keyed('255', checked(joined(p, c), 12), serial) },
  'id:ginc': { parts: 2, link: (p, r) => keyed('401', p, r) },
  'id:gsin': { parts: 2, link: (p, r) => keyed('402', checked(joined(p, r), 16)) },
  'id:itip': {
    parts: 5,
    link: (p, i, piece, total, serial) => qualified('8006', pieces(p, i, piece, total), '21', serial),
  },
  'id:upui': { parts: 3, link: (p, i, serial) => qualified('01', gtin(p, i), '235', serial) },
  'id:pgln': { parts: 2, link: (p, r) => keyed('417', checked(joined(p, r), 12)) },
  'class:lgtin': { parts: 3, link: (p, i, lot) => qualified('01', gtin(p, i), '10', lot) },
  'idpat:sgtin': { parts: 3, link: (p, i, all) => pattern(all, keyed('01', gtin(p, i))) },
  'idpat:grai': { parts: 3, link: (p, a, all) => pattern(all, keyed('8003', asset(p, a))) },
  'idpat:gdti': { parts: 3, link: (p, d, all) => pattern(all, keyed('253', checked(joined(p, d), 12))) },
  'idpat:sgcn': { parts: 3, link: (p, c, all) => pattern(all, keyed('255', checked(joined(p, c), 12))) },
  'idpat:cpi': { parts: 3, link: (p, r, all) => pattern(all, keyed('8010', joined(p, escaped(r)))) },
  'idpat:itip': {
    parts: 5,
    link: (p, i, piece, total, all) => pattern(all, keyed('8006', pieces(p, i, piece, total))),
  },
  'idpat:upui': { parts: 3, link: (p, i, all) => pattern(all, keyed('01', gtin(p, i))) },
};

function linkOfUrn(urn: string): string | undefined {
  const [, scheme = '', rest = ''] = /^urn:epc:((?:id|class|idpat):[a-z]+):(.+)$/s.exec(urn) ?? [];
  const known = SCHEMES[scheme];
  if (!known) return undefined;
  const pieces = rest.split('.');
  const last = known.parts - 1;
  const parts = [...pieces.slice(0, last), pieces.slice(last).join('.')];
  // A company prefix has 6 to 12 digits.
  if (pieces.length < known.parts || !/^\d{6,12}$/.test(parts[0] ?? '')) return undefined;
  return known.link(...parts);
}

/** GTIN-14 of a company prefix and an item reference, whose first digit is the indicator. */
function gtin(prefix: string | undefined, item: string | undefined): string | undefined {
  return checked(inserted(prefix, item), 13);
}

function asset(prefix: string | undefined, type: string | undefined): string | undefined {
  const key = checked(joined(prefix, type), 12);
  return key && `0${key}`;
}

function pieces(prefix?: string, item?: string, piece = '', total = ''): string | undefined {
  const key = gtin(prefix, item);
  return key && /^\d\d$/.test(piece) && /^\d\d$/.test(total) ? key + piece + total : undefined;
}

function joined(prefix = '', reference = ''): string {
  return prefix + reference;
}

function inserted(prefix = '', reference = ''): string {
  return reference.slice(0, 1) + prefix + reference.slice(1);
}

/** With its check digit (GS1 General Specifications, 7.9.1); `undefined` unless there are so many digits. */
function checked(key: string, digits: number): string | undefined {
  if (key.length !== digits || !/^\d+$/.test(key)) return undefined;
  const sum = [...key].reduce((all, digit, at) => all + Number(digit) * ((digits - at) % 2 === 1 ? 3 : 1), 0);
  return key + ((10 - (sum % 10)) % 10);
}

function keyed(ai: string, key: string | undefined, serial = ''): string | undefined {
  return key ? `${DOMAIN}/${ai}/${key}${escaped(serial)}` : undefined;
}

function qualified(ai: string, key: string | undefined, qualifier: string, value = ''): string | undefined {
  return key && value ? `${DOMAIN}/${ai}/${key}/${qualifier}/${escaped(value)}` : undefined;
}

function pattern(all: string | undefined, link: string | undefined): string | undefined {
  return all === '*' ? link : undefined;
}

/** What a URN writes as it is and a Digital Link does not (its table 7-1); the URN has escaped the others already. */
function escaped(text = ''): string {
  return text.replace(/[!()*+,:]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Short names of the application identifiers, which Digital Link 1.1 allowed. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    gtin: '01',
    itip: '8006',
    cpid: '8010',
    gln: '414',
    party: '417',
    gsrnp: '8017',
    gsrn: '8018',
    gcn: '255',
    sscc: '00',
    gdti: '253',
    ginc: '401',
    gsin: '402',
    grai: '8003',
    giai: '8004',
    cpv: '22',
    lot: '10',
    ser: '21',
  }),
);

/** Primary keys: what their value looks like, and the qualifiers that tell more, the finest first. */
const KEYS: ReadonlyMap<string, { readonly value: RegExp; readonly qualifiers: readonly string[] }> = new Map(
  [
    ['00', { value: /^\d{18}$/, qualifiers: [] }],
    ['01', { value: /^(?:\d{8}|\d{12,14})$/, qualifiers: ['21', '235', '10'] }],
    ['253', { value: /^\d{13}/, qualifiers: [] }],
    ['255', { value: /^\d{13,25}$/, qualifiers: [] }],
    ['401', { value: /^\d{4}/, qualifiers: [] }],
    ['402', { value: /^\d{17}$/, qualifiers: [] }],
    ['414', { value: /^\d{13}$/, qualifiers: ['254'] }],
    ['417', { value: /^\d{13}$/, qualifiers: [] }],
    ['8003', { value: /^\d{14}/, qualifiers: [] }],
    ['8004', { value: /^\d{4}/, qualifiers: [] }],
    ['8006', { value: /^\d{18}$/, qualifiers: ['21', '10'] }],
    ['8010', { value: /^\d{4}/, qualifiers: ['8011'] }],
    ['8017', { value: /^\d{18}$/, qualifiers: [] }],
    ['8018', { value: /^\d{18}$/, qualifiers: [] }],
  ],
);

function canonicalLink(link: string): string | undefined {
  const [path = ''] = link.split(/[?#]/);
  const parts = path.split('/').slice(3);
  const ais = parts.map((part) => SHORT_NAMES.get(part) ?? part);
  for (const [at, ai] of ais.entries()) {
    const key = KEYS.get(ai);
    const value = parts[at + 1] ?? '';
    if (!key?.value.test(value)) continue;
    const found = new Map<string, string>();
    for (let next = at + 2; next + 1 < parts.length; next += 2)
      found.set(ais[next] ?? '', parts[next + 1] ?? '');
    const finest = key.qualifiers.find((qualifier) => found.get(qualifier));
    const full = ai === '01' ? value.padStart(14, '0') : value;
    return `${DOMAIN}/${ai}/${full}${finest === undefined ? '' : `/${finest}/${found.get(finest)}`}`;
  }
  return undefined;
}
