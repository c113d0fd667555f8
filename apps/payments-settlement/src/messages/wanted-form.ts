/** Whether an `Accept` header prefers XML; JSON where it says nothing, or as much of both (RFC 9110, 12.5.1). */
export function wantsXml(accept: string | readonly string[] | undefined): boolean {
  const ranges = String(accept ?? '*/*')
    .split(',')
    .map((text) => {
      const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
      const quality = weight === undefined ? 1 : Number(weight);
      return { type, quality: Number.isNaN(quality) ? 0 : quality };
    });
  const qualityOf = (...types: readonly string[]): number => {
    // The most specific range that fits decides.
    for (const type of types) {
      const fitting = ranges.filter((range) => range.type === type);
      if (fitting.length > 0) return Math.max(...fitting.map(({ quality }) => quality));
    }
    return 0;
  };
  const json = qualityOf('application/json', 'application/*', '*/*');
  const xml = Math.max(
    qualityOf('application/xml', 'application/*', '*/*'),
    qualityOf('text/xml', 'text/*', '*/*'),
  );
  return xml > json;
}
