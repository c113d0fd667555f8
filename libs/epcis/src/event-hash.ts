import { createHash } from 'node:crypto';
import { canonicalIdentifier } from './identifiers.js';
import { expanded, type Namespaces } from './namespaces.js';
import { normalTerm, type VocabularyName } from './vocabulary.js';

/**
 * The EPCIS Event Hash ID of CBV 2.0 (ISO/IEC 19988:2024), section 8.9: what an event says, in one text that does not depend on how it
 * was written, and the SHA-256 of that text as a URI of RFC 6920. Two events with the same hash tell the same.
 *
 * Where the standard's prose and its reference implementation (github.com/RalphTro/epcis-event-hash-generator) differ, the table of
 * the canonical property order holds: `epcList` before `parentID`, `sourceList` before `destinationList`, and the type of a
 * transaction, source or destination before its value, as other implementations have it (github.com/evrythng/epcis2.js).
 */
export function eventHash(event: object, namespaces: Namespaces): string {
  const digest = createHash('sha256').update(preHash(event, namespaces)).digest('hex');
  return `ni:///sha-256;${digest}?ver=CBV2.0`;
}

/** The text that is hashed. */
export function preHash(event: object, namespaces: Namespaces): string {
  const { type, ...fields } = event as Fields;
  return `eventType=${text(type, namespaces)}${record(fields, EVENT, namespaces)}`;
}

type Fields = Readonly<Record<string, unknown>>;

/** How a field is written: `value` may come several times, each with the field's name. */
type Form =
  | { readonly kind: 'value'; readonly vocabulary?: VocabularyName; readonly time?: true }
  /** The field's name, and then each of its items under the name of `item`. */
  | { readonly kind: 'list'; readonly item: string; readonly form: Form }
  /** As `list`, where an item has no name of its own. */
  | { readonly kind: 'items'; readonly fields: Order }
  | { readonly kind: 'record'; readonly fields: Order }
  /** Fields of namespaces only. */
  | { readonly kind: 'extensions' };

type Order = readonly (readonly [name: string, form: Form])[];

const VALUE: Form = { kind: 'value' };
const TIME: Form = { kind: 'value', time: true };
const term = (vocabulary: VocabularyName): Form => ({ kind: 'value', vocabulary });
const EPCS: Form = { kind: 'list', item: 'epc', form: VALUE };
const QUANTITIES: Form = {
  kind: 'list',
  item: 'quantityElement',
  form: {
    kind: 'record',
    fields: [
      ['epcClass', VALUE],
      ['quantity', VALUE],
      ['uom', VALUE],
    ],
  },
};
const PLACE: Form = { kind: 'record', fields: [['id', VALUE]] };
const typed = (vocabulary: VocabularyName, name: string): Form => ({
  kind: 'items',
  fields: [
    ['type', term(vocabulary)],
    [name, VALUE],
  ],
});
const values = (...names: readonly string[]): Order => names.map((name) => [name, VALUE]);

const SENSOR_ELEMENT: Order = [
  [
    'sensorMetadata',
    {
      kind: 'record',
      fields: [
        ['time', TIME],
        ['startTime', TIME],
        ['endTime', TIME],
        ...values('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'),
      ],
    },
  ],
  [
    'sensorReport',
    {
      kind: 'record',
      fields: [
        ['type', term('measurement')],
        ['exception', term('sensorAlert')],
        ...values('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod'),
        ['time', TIME],
        ...values('microorganism', 'chemicalSubstance', 'value'),
        ['component', term('component')],
        ...values('stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue', 'maxValue'),
        ...values('meanValue', 'sDev', 'percRank', 'percValue', 'uom', 'coordinateReferenceSystem'),
        // Of a report by the schema of EPCIS 2.0 alone; the standard's table has it for the metadata only.
        ...values('bizRules'),
      ],
    },
  ],
];

/** The canonical property order of CBV 2.0, 8.9; `certificationInfo` stands where the implementations have it. */
const EVENT: Order = [
  ['eventTime', TIME],
  ['eventTimeZoneOffset', VALUE],
  ['certificationInfo', VALUE],
  ['epcList', EPCS],
  ['parentID', VALUE],
  ['inputEPCList', EPCS],
  ['childEPCs', EPCS],
  ['quantityList', QUANTITIES],
  ['childQuantityList', QUANTITIES],
  ['inputQuantityList', QUANTITIES],
  ['outputEPCList', EPCS],
  ['outputQuantityList', QUANTITIES],
  ['action', VALUE],
  ['transformationID', VALUE],
  ['bizStep', term('bizStep')],
  ['disposition', term('disposition')],
  [
    'persistentDisposition',
    {
      kind: 'record',
      fields: [
        ['set', term('disposition')],
        ['unset', term('disposition')],
      ],
    },
  ],
  ['readPoint', PLACE],
  ['bizLocation', PLACE],
  ['bizTransactionList', typed('bizTransactionType', 'bizTransaction')],
  ['sourceList', typed('sourceDestinationType', 'source')],
  ['destinationList', typed('sourceDestinationType', 'destination')],
  [
    'sensorElementList',
    { kind: 'list', item: 'sensorElement', form: { kind: 'record', fields: SENSOR_ELEMENT } },
  ],
  ['ilmd', { kind: 'extensions' }],
];

/** What is known in its order, and behind it the fields of other namespaces. Fields that do not belong to an event's content are left out. */
function record(fields: Fields, order: Order, namespaces: Namespaces): string {
  const known = order.map(([name, form]) => written(name, fields[name], form, namespaces));
  return known.join('') + extensions(fields, namespaces);
}

function written(name: string, value: unknown, form: Form, namespaces: Namespaces): string {
  switch (form.kind) {
    case 'value':
      return inOrder(
        listOf(value).map((one) => {
          const value = valueText(one, form, namespaces);
          return value === '' ? '' : `${name}=${value}`;
        }),
      );
    case 'list': {
      const items = listOf(value).map((one) => written(form.item, one, form.form, namespaces));
      return named(name, inOrder(items));
    }
    case 'items': {
      const items = listOf(value).map((one) => record(fieldsOf(one), form.fields, namespaces));
      return named(name, inOrder(items));
    }
    case 'record':
      return inOrder(listOf(value).map((one) => named(name, record(fieldsOf(one), form.fields, namespaces))));
    case 'extensions':
      return named(name, extensions(fieldsOf(value), namespaces));
  }
}

function valueText(
  value: unknown,
  { vocabulary, time }: Form & { kind: 'value' },
  namespaces: Namespaces,
): string {
  if (typeof value === 'string' && time) return utc(value.trim());
  if (typeof value === 'string' && vocabulary) return normalTerm(vocabulary, text(value, namespaces));
  return text(value, namespaces);
}

/** Fields of other namespaces, at any depth: `{namespace}name=value`, in the order of these texts. Comments are no content. */
function extensions(fields: Fields, namespaces: Namespaces): string {
  const found = Object.entries(fields).filter(([name]) => name.includes(':') && name !== 'rdfs:comment');
  return inOrder(
    found.map(([name, value]) => {
      const full = expanded(name, namespaces);
      return extension(full ? `{${full.namespace}}${full.local}` : name, value, namespaces);
    }),
  );
}

function extension(key: string, value: unknown, namespaces: Namespaces): string {
  const items = listOf(value).map((one) => {
    if (typeof one === 'object' && one !== null) return key + extensions(one as Fields, namespaces);
    const said = text(one, namespaces);
    return said === '' ? key : `${key}=${said}`;
  });
  return inOrder(items);
}

/** A single value in its normal form. */
function text(value: unknown, namespaces: Namespaces): string {
  if (typeof value === 'number') return decimalOf(value);
  if (typeof value !== 'string') return value === undefined || value === null ? '' : String(value);
  const trimmed = value.trim();
  const full = expanded(trimmed, namespaces);
  const uri = canonicalIdentifier(full ? full.namespace + full.local : trimmed);
  // An amount has no zeros at its end, whether JSON or XML brought it.
  return /^-?\d+\.\d+$/.test(uri) ? uri.replace(/\.?0+$/, '') : termOfUrn(uri);
}

const URNS = [
  ['urn:epcglobal:cbv:bizstep:', 'https://ref.gs1.org/cbv/BizStep-'],
  ['urn:epcglobal:cbv:disp:', 'https://ref.gs1.org/cbv/Disp-'],
  ['urn:epcglobal:cbv:btt:', 'https://ref.gs1.org/cbv/BTT-'],
  ['urn:epcglobal:cbv:sdt:', 'https://ref.gs1.org/cbv/SDT-'],
  ['urn:epcglobal:cbv:er:', 'https://ref.gs1.org/cbv/ER-'],
] as const;

function termOfUrn(uri: string): string {
  const [urn, web] = URNS.find(([start]) => uri.startsWith(start)) ?? ['', ''];
  return web + uri.slice(urn.length);
}

/** A number as a decimal without exponent; JSON's numbers are those of IEEE 754. */
function decimalOf(value: number): string {
  const [, sign = '', digits = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent);
  if (shift === 0) return String(value);
  const all = digits + fraction;
  const point = digits.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return sign + all.padEnd(point, '0');
}

/** In UTC with three digits behind the second; a fourth digit from 5 on rounds up. */
function utc(time: string): string {
  const [, second, fraction = '', offset] = /^(.*?:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/i.exec(time) ?? [];
  const ms = second === undefined ? Number.NaN : Date.parse(`${second}${offset}`);
  if (Number.isNaN(ms)) return time;
  const thousandths = Number(fraction.slice(0, 3).padEnd(3, '0')) + (/^\d{3}[5-9]/.test(fraction) ? 1 : 0);
  return new Date(ms + thousandths).toISOString();
}

function named(name: string, content: string): string {
  return content === '' ? '' : name + content;
}

/** In the order of their bytes in UTF-8. */
function inOrder(texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? '';
  const bytes = texts.map((one) => Buffer.from(one));
  return Buffer.concat(bytes.sort(Buffer.compare)).toString();
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
