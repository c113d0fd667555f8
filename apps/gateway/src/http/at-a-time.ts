import { ProblemError } from '@corridor/nest-kit';

/** Work of one kind that may be under way at the same time; what comes on top is told to come again. */
export class AtATime {
  private underWay = 0;

  constructor(
    private readonly max: number,
    /** In the plural: `reports`. */
    private readonly what: string,
  ) {}

  /**
   * Takes a place.
   * @returns what gives it back, once
   * @throws ProblemError 503 `overloaded` where there is none
   */
  enter(): () => void {
    if (this.underWay >= this.max) {
      throw new ProblemError(
        503,
        'overloaded',
        `${this.max} ${this.what} are being made just now; come again shortly.`,
      );
    }
    this.underWay += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.underWay -= 1;
      isHeld = false;
    };
  }
}
