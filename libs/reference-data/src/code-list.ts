import { Rejection } from '@corridor/kernel';

/** A closed list of codes, each with what is known of it. */
export class CodeList<Entry extends { readonly code: string }> implements Iterable<Entry> {
  private readonly entries: ReadonlyMap<string, Entry>;

  /**
   * @param refusal the code of the Rejection for a code that is not in the list, and what the list holds, e.g.
   *   `document code of UN/EDIFACT 1001 such as "380"`.
   */
  constructor(
    entries: readonly Entry[],
    private readonly refusal: { readonly code: string; readonly holds: string },
  ) {
    this.entries = new Map(entries.map((entry) => [entry.code, entry]));
  }

  /** In the order of their source. */
  [Symbol.iterator](): Iterator<Entry> {
    return this.entries.values();
  }

  find(code: string): Entry | undefined {
    return this.entries.get(code);
  }

  /** @throws Rejection with the list's own code, and `pointer`, for a code that is not in it. */
  check(code: string, pointer: string): Entry {
    const entry = this.entries.get(code);
    if (entry) return entry;
    throw new Rejection(this.refusal.code, `"${code}" is no ${this.refusal.holds}.`, { pointer });
  }
}
