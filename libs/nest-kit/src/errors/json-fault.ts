const STRING = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;
/** A list has three levels. */
const DEPTH_MAX = 100;

/** Where a text stops to be JSON; `JSON.parse` tells it for some texts only. */
export function jsonFaultAt(text: string): number {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    at += found?.length ?? 0;
    return found !== undefined;
  };
  const isNext = (sign: string): boolean => {
    skip(SPACE);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  /** Each answers whether all was well; where not, `at` is the place. */
  const member = (depth: number): boolean => {
    skip(SPACE);
    return skip(STRING) && isNext(':') && value(depth);
  };
  const several = (end: string, one: () => boolean): boolean => {
    if (isNext(end)) return true;
    do {
      if (!one()) return false;
    } while (isNext(','));
    return isNext(end);
  };
  const value = (depth: number): boolean => {
    if (depth > DEPTH_MAX) return false;
    if (isNext('[')) return several(']', () => value(depth + 1));
    if (isNext('{')) return several('}', () => member(depth + 1));
    return skip(STRING) || skip(SCALAR);
  };
  if (value(0)) skip(SPACE);
  return at;
}
