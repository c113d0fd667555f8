/** Something to do at a time. */
interface Entry<Item> {
  readonly ms: number;
  /** Tells apart what is due at the same time: first come, first served. */
  readonly order: number;
  readonly item: Item;
}

/** What is still to be done, the earliest first: a binary heap. */
export class Agenda<Item> {
  private readonly heap: Entry<Item>[] = [];
  private added = 0;

  get size(): number {
    return this.heap.length;
  }

  /** When the earliest is due; `Infinity` where nothing is left to do. */
  get nextMs(): number {
    return this.heap[0]?.ms ?? Number.POSITIVE_INFINITY;
  }

  add(ms: number, item: Item): void {
    const entry = { ms, order: this.added, item };
    this.added += 1;
    let at = this.heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.heap[parent];
      if (!above || before(above, entry)) break;
      this.heap[at] = above;
      at = parent;
    }
    this.heap[at] = entry;
  }

  /** Takes the earliest out; `undefined` where nothing is left. */
  take(): Item | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (first && last && first !== last) this.sink(last);
    return first?.item;
  }

  private sink(entry: Entry<Item>): void {
    let at = 0;
    for (;;) {
      const left = this.heap[2 * at + 1];
      const right = this.heap[2 * at + 2];
      const [child, index] = left && right && before(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (!child || before(entry, child)) break;
      this.heap[at] = child;
      at = index;
    }
    this.heap[at] = entry;
  }
}

function before<Item>(a: Entry<Item>, b: Entry<Item>): boolean {
  return a.ms < b.ms || (a.ms === b.ms && a.order < b.order);
}
