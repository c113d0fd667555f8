import {
  type ElementRule,
  type Fields,
  type ItemContext,
  rootRule,
  type ScopeTable,
  scopeRule,
} from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { dateTime, decimal, maybe, optional, wholeNumber } from '../fields/field-values.js';
import { AMOUNT, DATE, REFERENCE } from '../fields/lengths.js';
import { agentReading } from '../fields/parties.js';
import type { Iso20022Definition, Iso20022Family } from '../parts/definition.js';
import type { Iso20022Item } from '../parts/items.js';
import type { BusinessHeader, MessageBegin } from '../parts/message.js';

export const ISO20022_NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';

/** One version of a message: the table of what is read of it. */
export interface MessageKind {
  readonly definition: Iso20022Definition;
  readonly family: Iso20022Family;
  readonly namespace: string;
  /** The one element in `Document`. */
  readonly root: string;
  readonly document: ElementRule;
  /** A scope of which the standard requires one at least. */
  readonly required?: string;
  /** Where the message says nothing but in its own fields: an item made of them. */
  readonly whole?: (fields: FieldCapture, context: ItemContext) => Iso20022Item | undefined;
}

interface MessageTable extends ScopeTable {
  readonly required?: string;
  readonly whole?: MessageKind['whole'];
}

export function messageKind(
  definition: Iso20022Definition,
  root: string,
  { required, whole, ...table }: MessageTable,
): MessageKind {
  return {
    definition,
    family: definition.slice(0, 8) as Iso20022Family,
    namespace: ISO20022_NAMESPACE + definition,
    root,
    document: rootRule({ scopes: { [root]: scopeRule({ role: 'root' }, table) } }),
    ...optional('required', required),
    ...optional('whole', whole),
  };
}

/** Where the header of a message stands: `GrpHdr`, or `Assgnmt` of messages about a case. */
type HeaderPath = 'GrpHdr' | 'Assgnmt';

const AGENTS = {
  GrpHdr: { instructing: 'InstgAgt', instructed: 'InstdAgt' },
  Assgnmt: { instructing: 'Assgnr/Agt', instructed: 'Assgne/Agt' },
} as const;
const IDS = { GrpHdr: 'MsgId', Assgnmt: 'Id' } as const;

const agentsOf = (path: HeaderPath) => ({
  instructing: agentReading(`${path}/${AGENTS[path].instructing}`, 'BICFI'),
  instructed: agentReading(`${path}/${AGENTS[path].instructed}`, 'BICFI'),
});

/** The fields that tell of a message before its items. */
export function headerFields(path: HeaderPath): Fields {
  const agents = agentsOf(path);
  const counts = path === 'GrpHdr' ? path : 'CtrlData';
  return {
    [`${path}/${IDS[path]}`]: REFERENCE,
    [`${path}/CreDtTm`]: DATE,
    [`${counts}/NbOfTxs`]: 20,
    [`${counts}/CtrlSum`]: AMOUNT,
    ...agents.instructing.fields,
    ...agents.instructed.fields,
  };
}

const READINGS = { GrpHdr: agentsOf('GrpHdr'), Assgnmt: agentsOf('Assgnmt') };

/** @throws FieldFault, which is one of the whole file. */
export function messageBegin(
  kind: MessageKind,
  xpath: string,
  fields: FieldCapture,
  header: BusinessHeader | undefined,
): MessageBegin {
  fields.check();
  const path = kind.family === 'camt.056' || kind.family === 'camt.029' ? 'Assgnmt' : 'GrpHdr';
  const counts = path === 'GrpHdr' ? path : 'CtrlData';
  return {
    kind: 'message',
    xpath,
    definition: kind.definition,
    family: kind.family,
    namespace: kind.namespace,
    messageId: fields.required(`${path}/${IDS[path]}`).text,
    ...optional('createdAt', maybe(fields.first(`${path}/CreDtTm`), dateTime)),
    ...optional('header', header),
    ...optional('numberOfTransactions', maybe(fields.first(`${counts}/NbOfTxs`), wholeNumber)),
    ...optional('controlSum', maybe(fields.first(`${counts}/CtrlSum`), decimal)),
    ...optional('instructingAgent', READINGS[path].instructing.read(fields)),
    ...optional('instructedAgent', READINGS[path].instructed.read(fields)),
  };
}
