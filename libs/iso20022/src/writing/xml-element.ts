import { lineOf } from './texts.js';

/** An element: a text, or elements in their order. */
export interface XmlElement {
  readonly name: string;
  /** Its namespace, where it begins another one than that around it. */
  readonly namespace?: string;
  readonly content: string | readonly XmlElement[];
}

/** An element of elements; absent where all of them are. */
export function group(name: string, ...children: readonly Child[]): XmlElement | undefined {
  const content = children.flat().filter((child) => child !== undefined);
  return content.length === 0 ? undefined : { name, content };
}

/**
 * An element with a text, of at most `max` code points; absent where the text is, or has nothing that can be shown.
 * @param max what the standard allows, e.g. 35 for Max35Text.
 */
export function field(name: string, text: string | undefined, max: number): XmlElement | undefined {
  const line = text === undefined ? '' : lineOf(text, max);
  return line === '' ? undefined : { name, content: line };
}

type Child = XmlElement | undefined | readonly (XmlElement | undefined)[];

/** The element in a namespace of its own, as the root of a message is. */
export function inNamespace(namespace: string, root: XmlElement): XmlElement {
  return { ...root, namespace };
}

/** A whole file in UTF-8, without white space between elements. */
export function toXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
}

function written({ name, namespace, content }: XmlElement): string {
  const begin = namespace === undefined ? name : `${name} xmlns="${escaped(namespace)}"`;
  const inner = typeof content === 'string' ? escaped(content) : content.map(written).join('');
  return `<${begin}>${inner}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
