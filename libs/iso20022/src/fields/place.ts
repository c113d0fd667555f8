/** Where an element stands; its path is made only when somebody asks for it, which is at faults and once for each item. */
export class Place {
  readonly #outer: Place | string;
  readonly #step: string;
  readonly #number: number;

  /** @param number 0 where it is not shown. */
  constructor(outer: Place | string, step: string, number: number) {
    this.#outer = outer;
    this.#step = step;
    this.#number = number;
  }

  /** Local names without prefixes, with the number of those that may stand beside each other. */
  get xpath(): string {
    const outer = this.#outer;
    const number = this.#number === 0 ? '' : `[${this.#number}]`;
    return `${typeof outer === 'string' ? outer : outer.xpath}/${this.#step}${number}`;
  }
}
