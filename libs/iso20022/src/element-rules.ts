/** Parts of the message that have fields of their own. */
export type ScopeName = 'document' | 'message' | 'notification' | 'entry' | 'transaction';

/** An element that is read, or stands on the way to one. What has no rule is skipped with all that is in it. */
export interface ElementRule {
  /** Path below the scope; empty for the scope itself. */
  readonly path: string;
  readonly children: ReadonlyMap<string, ElementRule>;
  /** Characters (code points) that the standard allows, where it is a field with text. */
  readonly charsMax?: number | undefined;
  /** Whether it may stand more than once. */
  readonly repeatable?: boolean;
  /** Whether its number is always in its XPath, as several of it usually stand beside each other. */
  readonly numbered?: boolean;
  readonly scope?: ScopeName;
}

/** Path below the scope → characters at most. */
export type Fields = Readonly<Record<string, number>>;

/**
 * The rule of a scope.
 * @param children elements in it that are scopes, or lead to one.
 * @param repeatable fields, and elements on the way to them, that may stand more than once.
 */
export function scopeRule(
  scope: ScopeName,
  fields: Fields,
  children: Readonly<Record<string, ElementRule>> = {},
  repeatable: readonly string[] = [],
): ElementRule {
  const own = fieldRules('', fields, repeatable);
  const numbered = scope !== 'document' && scope !== 'message';
  return { path: '', scope, numbered, children: new Map([...own, ...Object.entries(children)]) };
}

function fieldRules(
  base: string,
  fields: Fields,
  repeatable: readonly string[],
): ReadonlyMap<string, ElementRule> {
  const below = Object.keys(fields).filter((path) => path.startsWith(base));
  const names = new Set(below.map((path) => path.slice(base.length).split('/', 1)[0] ?? ''));
  const ruleOf = (path: string): ElementRule => ({
    path,
    children: fieldRules(`${path}/`, fields, repeatable),
    charsMax: fields[path],
    repeatable: repeatable.some((each) => path === each || path.startsWith(`${each}/`)),
  });
  return new Map([...names].map((name) => [name, ruleOf(base + name)]));
}
