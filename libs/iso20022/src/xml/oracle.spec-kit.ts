import { SaxesParser } from 'saxes';
import { Iso20022Error } from '../iso20022-error.js';
import { Utf8Check } from './utf8.js';
import type { Frame } from './xml-element.js';
import { XmlReader } from './xml-reader.js';

/** An element as it was opened, or with the text that it was closed with. */
export type Told =
  | { readonly open: string; readonly uri: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly close: string; readonly text: string };

interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Fault extends Place {
  readonly code: string;
  readonly message: string;
}

/** What a parser made of a file. */
export interface Outcome {
  readonly told: readonly Told[];
  /** Why it refused it; nothing where it took it. */
  readonly fault?: Fault;
}

/** What our reader makes of a file in these pieces. */
export function ours(pieces: Iterable<Uint8Array>, textWanted = true): Outcome {
  const told: Told[] = [];
  const utf8 = new Utf8Check();
  const xml = new XmlReader({
    open(element) {
      const attributes = (element as Frame).attributes.map(({ name, value }) => [name.qualified, value]);
      told.push({
        open: element.local,
        uri: element.uri,
        attributes: Object.fromEntries(attributes),
      });
      return textWanted;
    },
    close({ local }, text) {
      told.push({ close: local, text });
    },
  });
  try {
    for (const piece of pieces) {
      const { sound, faulty } = utf8.check(piece);
      xml.write(sound);
      if (faulty) throw xml.toEnd().fault('encoding-unsupported', 'no UTF-8');
    }
    if (utf8.withinCharacter) throw xml.toEnd().fault('xml-malformed', 'cut within a character');
    xml.end();
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    const { code, message, line = 0, column = 0 } = error;
    return { told, fault: { code, message, line, column } };
  }
  return { told };
}

/** What saxes makes of it, by the rules of our reader for texts, encodings and DOCTYPE; it knows no bounds. */
export function saxes(file: Uint8Array): Outcome {
  const told: Told[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const refuse = (code: string, message: string, at: Place = parser): never => {
    throw new Refused({ code, message, line: at.line, column: at.column });
  };
  parser.on('error', ({ message }) => {
    const doctype = message.includes('inappropriately located doctype');
    refuse(doctype ? 'xml-doctype' : 'xml-malformed', message);
  });
  parser.on('doctype', () => refuse('xml-doctype', 'DOCTYPE'));
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (encoding.toLowerCase() !== 'utf-8') refuse('encoding-unsupported', encoding);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (texts.length > 0) texts[texts.length - 1] = '';
    texts.push('');
    const values = Object.values(attributes).map(({ name, value }) => [name, value]);
    told.push({ open: local, uri, attributes: Object.fromEntries(values) });
  });
  const add = (text: string) => {
    if (texts.length > 0) texts[texts.length - 1] += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ local }) => {
    told.push({ close: local, text: texts.pop() ?? '' });
    if (texts.length > 0) texts[texts.length - 1] = '';
  });
  try {
    const { sound, faulty, cut } = soundText(file);
    parser.write(sound);
    if (faulty) refuse('encoding-unsupported', 'no UTF-8', placeBehind(sound));
    if (cut) refuse('xml-malformed', 'cut within a character');
    parser.close();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { told, fault: error.fault };
  }
  return { told };
}

/** saxes holds back a line end that is the last it has, so its own place is not that behind the text. */
function placeBehind(text: string): Place {
  const lines = text.split(/\r\n|\r|\n/);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length };
}

class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** The text up to what is no UTF-8, or a NUL. Slow, and so unlike {@link Utf8Check} that they hardly err alike. */
function soundText(file: Uint8Array): { sound: string; faulty: boolean; cut: boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let sound = '';
  try {
    for (const byte of file) {
      const next = decoder.decode(Uint8Array.of(byte), { stream: true });
      if (next === '\0') return { sound, faulty: true, cut: false };
      sound += next;
    }
  } catch {
    return { sound, faulty: true, cut: false };
  }
  try {
    decoder.decode();
    return { sound, faulty: false, cut: false };
  } catch {
    return { sound, faulty: false, cut: true };
  }
}
