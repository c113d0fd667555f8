import { type ErrorDetail, XmlAttribute, type XmlDocument, XmlElement, type XmlNode } from 'libxml2-wasm';
import type { SchemaFault } from './schema-fault.js';

/** Nobody mends more at a time. */
export const FAULTS_MAX = 100;
const MESSAGE_CHARS_MAX = 500;

/**
 * The faults that libxml2 found, in the order of the file, one for each element: of several at one place the first says what is
 * wrong, and the others what follows from it.
 */
export function faultsOf(
  details: readonly ErrorDetail[],
  document: XmlDocument | undefined,
): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  let last: string | undefined;
  for (const { message, line, xpath } of details) {
    const place = xpath === undefined ? undefined : `${line} ${xpath}`;
    if (place !== undefined && place === last) continue;
    last = place;
    const path = document && xpath !== undefined ? pathOf(document, xpath) : undefined;
    faults.push({
      message: plain(message),
      ...(line > 0 && { line }),
      ...(path !== undefined && { xpath: path }),
    });
    if (faults.length === FAULTS_MAX) break;
  }
  return faults;
}

function plain(message: string): string {
  return message
    .replaceAll(/\{[^{}\s]*\}/g, '')
    .trim()
    .slice(0, MESSAGE_CHARS_MAX);
}

/** @param xpath libxml2's own: `*` for a name without a prefix, which cannot be asked for in its namespace. */
function pathOf(document: XmlDocument, xpath: string): string | undefined {
  const found = document.get(xpath.replaceAll(/\/([\w.-]+:[\w.-]+)/g, "/*[name()='$1']"));
  return found ? localPath(found) : undefined;
}

/** By local names; an element has its number where others of its name stand beside it. */
function localPath(node: XmlNode): string {
  if (node instanceof XmlAttribute) return `${node.parent ? localPath(node.parent) : ''}/@${node.name}`;
  let path = '';
  for (let each: XmlNode | null = node; each instanceof XmlElement; each = each.parent) {
    const { name } = each;
    const before = each.eval(`count(preceding-sibling::*[local-name()='${name}'])`) as number;
    const alone = before === 0 && each.eval(`not(following-sibling::*[local-name()='${name}'])`) === true;
    path = `/${name}${alone ? '' : `[${before + 1}]`}${path}`;
  }
  return path;
}
