export interface AskedTogetherOptions<Question, Answer> {
  /** Answers many at once, in their order; what it throws, all of them are told. */
  readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  /** What one takes of `togetherMax` (default 1). */
  readonly sizeOf?: (question: Question) => number;
  /** So much is asked at once; what is larger goes alone. */
  readonly togetherMax: number;
  /** Groups under way at a time (default 2): the server answers one while the next is made. */
  readonly inFlightMax?: number;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Asks the database together what is asked while other questions are under way: a question that is alone goes at once. */
export class AskedTogether<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];
  private inFlight = 0;
  private isScheduled = false;

  constructor(private readonly options: AskedTogetherOptions<Question, Answer>) {}

  /** @throws what the group that it is asked in fails with. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      this.schedule();
    });
  }

  /** Behind the turn in which questions come, so that those of one turn go together. */
  private schedule(): void {
    const { inFlightMax = 2 } = this.options;
    if (this.isScheduled || this.inFlight >= inFlightMax) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      while (this.inFlight < inFlightMax && this.waiting.length > 0) void this.send(this.nextGroup());
    });
  }

  private nextGroup(): readonly Waiting<Question, Answer>[] {
    const { sizeOf = () => 1, togetherMax } = this.options;
    let size = 0;
    const end = this.waiting.findIndex(({ question }, index) => {
      size += sizeOf(question);
      return index > 0 && size > togetherMax;
    });
    return this.waiting.splice(0, end < 0 ? this.waiting.length : end);
  }

  private async send(group: readonly Waiting<Question, Answer>[]): Promise<void> {
    this.inFlight += 1;
    try {
      const answers = await this.options.ask(group.map(({ question }) => question));
      if (answers.length !== group.length) throw new Error('Each question has its answer.');
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.inFlight -= 1;
    if (this.waiting.length > 0) this.schedule();
  }
}
