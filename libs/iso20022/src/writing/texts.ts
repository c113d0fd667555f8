/** What XML 1.0 has no place for, or may change on its way (line breaks, C1), and halves of a surrogate pair. */
const NOT_A_LINE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]+/gu;

/**
 * A text as one line: control characters, line breaks and broken characters are a space, spaces around it are left out.
 * Cut at a code point, so that what the standard counts is at most `max`.
 */
export function lineOf(text: string, max: number): string {
  const line = text.replace(NOT_A_LINE, ' ').trim();
  // Code units are never fewer than code points.
  if (line.length <= max) return line;
  return [...line].slice(0, max).join('').trimEnd();
}

/**
 * A text in lines of at most `max` code points, broken at spaces where there are any; what `linesMax` lines do not hold is
 * left out.
 */
export function linesOf(text: string, max: number, linesMax: number): readonly string[] {
  const lines: string[] = [];
  let rest = [...lineOf(text, Number.POSITIVE_INFINITY)];
  while (rest.length > 0 && lines.length < linesMax) {
    const space = rest.length > max ? rest.lastIndexOf(' ', max) : -1;
    const end = space > 0 ? space : max;
    const line = rest.slice(0, end).join('').trim();
    if (line !== '') lines.push(line);
    rest = rest.slice(end);
    while (rest[0] === ' ') rest.shift();
  }
  return lines;
}
