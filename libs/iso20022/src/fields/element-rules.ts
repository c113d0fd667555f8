import type { Iso20022Item } from '../parts/items.js';
import type { MessageBegin } from '../parts/message.js';
import type { Iso20022Part } from '../parts/part.js';
import type { EntryTally } from '../statements/entry-tally.js';
import type { FieldCapture } from './field-capture.js';

/** What is known where an item or a group ends. */
export interface ItemContext {
  readonly message: MessageBegin;
  /** What came before the first item of the innermost group. */
  readonly group: Iso20022Part | undefined;
  /** Of the innermost group. */
  readonly tally: EntryTally;
}

/**
 * A part of a message that has fields of its own.
 *
 * - `root`: the document, its one message, a business header;
 * - `group`: holds items, and tells what they share before the first of them;
 * - `item`: is made into items when it ends;
 * - `detail`: one of several parts of an item, such as a transaction of an entry: its faults are its own;
 * - `record`: one of several of a kind, such as charges: its faults are those of the scope around it.
 */
export interface Scope {
  readonly role: 'root' | 'group' | 'item' | 'detail' | 'record';
  /** Of an item: those behind it need its fields, too, so they stay with the scope around it. */
  readonly kept?: boolean;
  /** Of a group: what comes before its first item, and what at its end. @throws FieldFault for a fault of the file. */
  readonly begin?: (fields: FieldCapture, context: ItemContext) => Iso20022Part | undefined;
  readonly end?: (fields: FieldCapture, context: ItemContext) => Iso20022Part | undefined;
  /** Of an item. @throws FieldFault: the item is rejected with it. */
  readonly items?: (fields: FieldCapture, context: ItemContext) => readonly Iso20022Item[];
  /** Of an item: what names it where it is rejected, the first there is. */
  readonly names?: readonly string[];
}

/** An element that is read, or stands on the way to one. What has no rule is skipped with all that is in it. */
export interface ElementRule {
  /** Path below the scope; of a scope, below the one around it. */
  readonly path: string;
  /** Which of the children of its parent's rule it is. */
  readonly index: number;
  readonly children: ReadonlyMap<string, ElementRule>;
  /** Characters (code points) that the standard allows, where it is a field with text. */
  readonly charsMax?: number | undefined;
  /** Whether it may stand more than once. */
  readonly repeatable: boolean;
  /** Whether its number is always in its XPath, as several of it usually stand beside each other. */
  readonly numbered: boolean;
  readonly scope?: Scope;
}

/** Path below the scope → characters at most. */
export type Fields = Readonly<Record<string, number>>;

export interface ScopeTable {
  readonly fields?: Fields;
  /** Scopes in it, by their paths. */
  readonly scopes?: Readonly<Record<string, ScopeRule>>;
  /** Fields, and elements on the way to them, that may stand more than once. */
  readonly repeatable?: readonly string[];
  /** Elements on the way to scopes that may stand more than once. */
  readonly numbered?: readonly string[];
}

/** The rule of a scope, wherever it stands. */
export type ScopeRule = Required<Pick<ElementRule, 'scope'>> & Pick<ElementRule, 'children'>;

export function scopeRule(scope: Scope, table: ScopeTable): ScopeRule {
  return { scope, children: rulesBelow('', table) };
}

/** The rule that a document or a header starts with. */
export const rootRule = (table: ScopeTable): ElementRule => ({
  ...scopeRule({ role: 'root' }, table),
  path: '',
  index: 0,
  repeatable: false,
  numbered: false,
});

function rulesBelow(base: string, table: ScopeTable): ReadonlyMap<string, ElementRule> {
  const { fields = {}, scopes = {}, repeatable = [], numbered = [] } = table;
  const below = [...Object.keys(fields), ...Object.keys(scopes)].filter((path) => path.startsWith(base));
  const names = [...new Set(below.map((path) => path.slice(base.length).split('/', 1)[0] ?? ''))];
  const ruleOf = (path: string, index: number): ElementRule => {
    const inner = scopes[path];
    if (inner) {
      const several = inner.scope.role !== 'root';
      return { ...inner, path, index, repeatable: several, numbered: several };
    }
    return {
      path,
      index,
      children: rulesBelow(`${path}/`, table),
      charsMax: fields[path],
      repeatable: [...repeatable, ...numbered].some((each) => path === each || path.startsWith(`${each}/`)),
      numbered: numbered.includes(path),
    };
  };
  return new Map(names.map((name, index) => [name, ruleOf(base + name, index)]));
}
