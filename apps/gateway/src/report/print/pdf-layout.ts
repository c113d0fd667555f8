/** Widths of a column: that of its longest word, and that of its longest cell in one line. */
export interface ColumnNeed {
  readonly least: number;
  readonly whole: number;
}

/**
 * Shares a width out among columns: each gets its whole need where there is room for all, else its least and a part of what is left, by what it lacks.
 * @returns the widths, and by how much everything has to be made smaller where not even the least of all finds room
 */
export function widthsOf(
  needs: readonly ColumnNeed[],
  available: number,
): { readonly widths: readonly number[]; readonly scale: number } {
  const total = (of: (need: ColumnNeed) => number) => needs.reduce((sum, need) => sum + of(need), 0);
  const [least, whole] = [total((need) => need.least), total((need) => need.whole)];
  if (whole <= available) return { widths: needs.map((need) => need.whole), scale: 1 };
  if (least >= available) {
    const scale = available / least;
    return { widths: needs.map((need) => need.least * scale), scale };
  }
  const share = (available - least) / (whole - least);
  return { widths: needs.map((need) => need.least + (need.whole - need.least) * share), scale: 1 };
}
