/** The texts that a PDF draws, page by page, read back from its uncompressed operators by the fonts' own tables of letters. */
export function textsOf(pdf: Buffer): readonly string[] {
  const source = pdf.toString('latin1');
  const objects = new Map(
    [...source.matchAll(/(?<=\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [
      id,
      body,
    ]),
  );
  const bodyOf = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const letters = new Map<string, ReadonlyMap<string, string>>();
  for (const [, name = '', id] of source.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(bodyOf(id))?.[1];
    letters.set(name, lettersOf(bodyOf(map)));
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));
  return pages.map((page) => {
    const content = bodyOf(/\/Contents (\d+) 0 R/.exec(page)?.[1]);
    let map: ReadonlyMap<string, string> = new Map();
    let text = '';
    for (const [, font, shown] of content.matchAll(
      /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*> ?-?[\d.]*\s*)*)\] TJ/g,
    )) {
      if (font) map = letters.get(font) ?? new Map();
      const codes = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/g)].map(([, code = '']) => code).join('');
      for (const code of codes.match(/.{4}/g) ?? []) text += map.get(code) ?? '\ufffd';
      if (shown !== undefined) text += '\n';
    }
    return text;
  });
}

/** Code of a glyph → its letters, from a CMap. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    for (const [index, [, units = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const code = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      const chars = (units.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      found.set(code, String.fromCharCode(...chars));
    }
  }
  return found;
}
