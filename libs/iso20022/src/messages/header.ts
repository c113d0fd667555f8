import { rootRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { bic, code, dateTime, indicator, maybe, optional } from '../fields/field-values.js';
import { BIC, CODE, DATE, REFERENCE } from '../fields/lengths.js';
import { agentReading, type Reading } from '../fields/parties.js';
import type { Place } from '../fields/place.js';
import { RuleWalker } from '../fields/rule-walker.js';
import type { BusinessHeader } from '../parts/message.js';
import { COPIES } from '../statements/statement.js';
import type { XmlElement } from '../xml/xml-element.js';
import { ISO20022_NAMESPACE } from './message-kind.js';

/** 001.03 and 001.04 keep these fields where 001.02 has them. */
const HEADERS = ['head.001.001.01', 'head.001.001.02', 'head.001.001.03', 'head.001.001.04'];
const NAMESPACES: ReadonlySet<string> = new Set(HEADERS.map((name) => ISO20022_NAMESPACE + name));

/** Whether an element is a business application header. */
export const isHeader = ({ local, uri }: XmlElement): boolean => local === 'AppHdr' && NAMESPACES.has(uri);

/** `Fr` or `To`: a bank, or an organisation by its BIC. */
function endReading(path: 'Fr' | 'To'): Reading<string | undefined> {
  const agent = agentReading(`${path}/FIId`, 'BICFI');
  const organisation = `${path}/OrgId/Id/OrgId/AnyBIC`;
  return {
    fields: { ...agent.fields, [organisation]: BIC },
    read: (fields) => agent.read(fields) ?? maybe(fields.first(organisation), bic),
  };
}

const from = endReading('Fr');
const to = endReading('To');
const RULE = rootRule({
  fields: {
    ...from.fields,
    ...to.fields,
    BizMsgIdr: REFERENCE,
    MsgDefIdr: REFERENCE,
    BizSvc: REFERENCE,
    CreDt: DATE,
    CpyDplct: CODE,
    PssblDplct: CODE,
  },
});

/** What a header says, before the message is known that it belongs to. */
export type HeaderFacts = Omit<BusinessHeader, 'messageDefinition'> & { readonly messageDefinition: string };

/** Reads a business application header. @throws FieldFault for a fault of the whole file. */
export class HeaderReader {
  readonly #walker: RuleWalker;
  readonly #fields: FieldCapture;

  constructor(
    element: XmlElement,
    readonly place: Place,
  ) {
    const listener = { enter: () => {}, leave: () => {} };
    this.#walker = new RuleWalker(RULE, element.uri, place, listener);
    this.#fields = this.#walker.fields;
  }

  get ended(): boolean {
    return this.#walker.ended;
  }

  open(element: XmlElement): boolean {
    return this.#walker.open(element);
  }

  close(element: XmlElement, text: string): void {
    this.#walker.close(element, text);
  }

  facts(): HeaderFacts {
    const fields = this.#fields;
    fields.check();
    return {
      businessMessageId: fields.required('BizMsgIdr').text,
      messageDefinition: fields.required('MsgDefIdr').text,
      ...optional('businessService', fields.first('BizSvc')?.text),
      ...optional('createdAt', maybe(fields.first('CreDt'), dateTime)),
      ...optional('from', from.read(fields)),
      ...optional('to', to.read(fields)),
      ...optional('possibleDuplicate', maybe(fields.first('PssblDplct'), indicator)),
      ...optional(
        'copyDuplicate',
        maybe(fields.first('CpyDplct'), (value) => code(value, COPIES)),
      ),
    };
  }
}
