import { screeningHitSchema, textSchema } from '@corridor/contracts';
import { z } from 'zod';
import type { ScreenedParties } from './name-search.js';
import { type Screened, Screening, screenedIn } from './screening.js';

const TIMEOUT_MS = 2_000;
const CALLS_MAX = 4;
const BATCH_MAX = 500;
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
/** As many as an event holds. */
const HITS_MAX = 100;
/** For so long nothing is sent to a service that did not answer, and nobody waits for it. */
const PAUSE_MS = 5_000;

export interface ScreeningServiceOptions {
  readonly url: string;
  /** Told when it stops to answer, and when it answers again; not of each call between. */
  readonly onDown: (error: Error) => void;
  readonly onUp: () => void;
  readonly fetch?: typeof fetch;
  /** Milliseconds on a clock that never goes back. */
  readonly elapsed?: () => number;
  /** Aborts a call after so many milliseconds. */
  readonly deadline?: (ms: number) => AbortSignal;
  readonly pauseMs?: number;
}

interface Asked {
  readonly parties: ScreenedParties;
  readonly since: number;
  readonly tell: (screened: Screened) => void;
}

const answerSchema = z.object({
  list: textSchema(70),
  version: textSchema(70),
  results: z.array(
    z.object({
      ref: z.string(),
      hits: z.array(z.object(screeningHitSchema.shape)).transform((hits) => hits.slice(0, HITS_MAX)),
    }),
  ),
});

const UNANSWERED: Screened = { held: { hits: [] } };

/**
 * Looks for parties by an outside service: what is asked for at once goes out together, at most four calls of 500 at a time. Who waited
 * longer than a call may take, and everybody while the service is down, is told that nobody could say.
 */
export class ScreeningService extends Screening {
  #waiting: Asked[] = [];
  #calls = 0;
  #isDue = false;
  #isDown = false;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  readonly #fetch: typeof fetch;
  readonly #elapsed: () => number;
  readonly #deadline: (ms: number) => AbortSignal;

  constructor(private readonly options: ScreeningServiceOptions) {
    super();
    this.#fetch = options.fetch ?? fetch;
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#deadline = options.deadline ?? ((ms) => AbortSignal.timeout(ms));
  }

  async screen(parties: readonly ScreenedParties[]): Promise<readonly Screened[]> {
    if (this.#elapsed() < this.#pausedUntil) return parties.map(() => UNANSWERED);
    const since = this.#elapsed();
    const asked = parties.map(
      (each) => new Promise<Screened>((tell) => this.#waiting.push({ parties: each, since, tell })),
    );
    if (!this.#isDue) {
      this.#isDue = true;
      // Behind all that is asked in this turn.
      setImmediate(() => {
        this.#isDue = false;
        this.#sendNext();
      });
    }
    return Promise.all(asked);
  }

  #sendNext(): void {
    while (this.#calls < CALLS_MAX && this.#waiting.length > 0) {
      const oldest = this.#elapsed() - TIMEOUT_MS;
      const batch = this.#waiting.splice(0, BATCH_MAX);
      const late = batch.filter(({ since }) => since < oldest);
      for (const { tell } of late) tell(UNANSWERED);
      const inTime = batch.filter(({ since }) => since >= oldest);
      if (inTime.length > 0) void this.#send(inTime);
    }
  }

  async #send(batch: readonly Asked[]): Promise<void> {
    this.#calls += 1;
    try {
      const answers = await this.#call(batch.map(({ parties }) => parties));
      for (const [index, { tell }] of batch.entries()) tell(answers[index] ?? UNANSWERED);
      if (this.#isDown) this.options.onUp();
      this.#isDown = false;
    } catch (error) {
      this.#pausedUntil = this.#elapsed() + (this.options.pauseMs ?? PAUSE_MS);
      for (const { tell } of [...batch, ...this.#waiting.splice(0)]) tell(UNANSWERED);
      if (!this.#isDown) this.options.onDown(error as Error);
      this.#isDown = true;
    } finally {
      this.#calls -= 1;
      this.#sendNext();
    }
  }

  /** @throws Error where the service does not answer in time, or with anything but an answer for each. */
  async #call(parties: readonly ScreenedParties[]): Promise<readonly Screened[]> {
    const asked = parties.map((each, index) => ({ ref: String(index), ...partiesOf(each) }));
    const response = await this.#fetch(this.options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ parties: asked }),
      redirect: 'error',
      signal: this.#deadline(TIMEOUT_MS),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`It answered with the status ${response.status}.`);
    }
    const { list, version, results } = answerSchema.parse(JSON.parse(await boundedText(response)));
    const hitsOf = new Map(results.map(({ ref, hits }) => [ref, hits]));
    if (hitsOf.size !== results.length || results.length !== asked.length) {
      throw new Error(`It answered for ${results.length} of ${asked.length} payments.`);
    }
    return asked.map(({ ref }) => {
      const hits = hitsOf.get(ref);
      if (!hits) throw new Error(`It did not answer for the payment "${ref}".`);
      return screenedIn({ list, version }, hits);
    });
  }
}

/** Nothing else of a payment leaves the ledger. */
function partiesOf(parties: ScreenedParties) {
  const { debtorName, ultimateDebtorName, creditorName, ultimateCreditorName } = parties;
  const { debtorAgent, creditorAgent, references } = parties;
  return {
    ...{ debtorName, ultimateDebtorName, creditorName, ultimateCreditorName, debtorAgent, creditorAgent },
    remittance: references.remittance,
  };
}

async function boundedText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const chunk of body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > ANSWER_BYTES_MAX) throw new Error(`Its answer is larger than ${ANSWER_BYTES_MAX} bytes.`);
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}
