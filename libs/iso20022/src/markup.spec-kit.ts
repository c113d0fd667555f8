import type { MoneyJson } from '@corridor/kernel';
import type { Iso20022Definition } from './index.js';

/** An element with an amount. */
interface AmountMarkup {
  readonly currency: string;
  readonly text: string;
}

/** What stands in an element: text, an amount, or elements by name; an array is as many of the name. */
export type Markup = string | AmountMarkup | Elements;
export interface Elements {
  readonly [name: string]: Markup | readonly Markup[] | undefined;
}

const isAmount = (markup: Markup): markup is AmountMarkup =>
  typeof markup !== 'string' && 'currency' in markup;

export const amountOf = ({ amount, currency }: MoneyJson): Markup => ({ text: amount, currency });

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Elements without any content are left out: the standard has none. */
export function xmlOf(elements: Elements): string {
  return Object.entries(elements)
    .flatMap(([name, content]) => {
      const all = content === undefined ? [] : Array.isArray(content) ? content : [content];
      return (all as readonly Markup[]).map((each) => elementOf(name, each));
    })
    .join('');
}

function elementOf(name: string, content: Markup): string {
  if (typeof content === 'string') return `<${name}>${escaped(content)}</${name}>`;
  if (isAmount(content)) return `<${name} Ccy="${content.currency}">${escaped(content.text)}</${name}>`;
  const inner = xmlOf(content);
  return inner === '' ? '' : `<${name}>${inner}</${name}>`;
}

export const namespaceOf = (definition: string): string => `urn:iso:std:iso:20022:tech:xsd:${definition}`;

/** A `Document` without the declaration of XML, as it stands in an envelope. */
export const documentXml = (definition: Iso20022Definition, content: Elements): string =>
  `<Document xmlns="${namespaceOf(definition)}">${xmlOf(content)}</Document>`;

/** The same with what stands at a path (element names with `/`, the first of several) replaced; nothing removes it. */
export function changed(
  elements: Elements,
  path: string,
  content: Markup | readonly Markup[] | undefined,
): Elements {
  const [name = '', ...rest] = path.split('/');
  if (rest.length === 0) return { ...elements, [name]: content };
  const present = elements[name];
  const all = (
    present === undefined ? [{}] : Array.isArray(present) ? present : [present]
  ) as readonly Markup[];
  const [first = {}, ...others] = all;
  return { ...elements, [name]: [changed(first as Elements, rest.join('/'), content), ...others] };
}
