import { Camt054Handler } from './camt054-handler.js';
import { Iso20022Error } from './iso20022-error.js';
import { BYTES_MAX_DEFAULT, PIECE_BYTES, type ReadLimits } from './limits.js';
import type { NotifiedItem } from './notified-item.js';
import { Utf8Decoder, Utf8Encoder } from './utf8.js';
import { XmlReader } from './xml-reader.js';

/** A file in pieces of any size: bytes of UTF-8, or text. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/**
 * Reads a camt.054 (BankToCustomerDebitCreditNotification 001.02, 001.04 or 001.08, told by its namespace), alone or
 * in an envelope such as that of a business application header. Gives one item for each `TxDtls`, or for an `Ntry`
 * without any; an item with a fault of its own is a {@link RejectedEntry}. Holds one entry at a time.
 *
 * A fault of the file may show itself behind sound items: take nothing over before the end has come, or use
 * {@link readAllCamt054}.
 * @throws Iso20022Error for a fault of the whole file; what `chunks` throws goes through.
 */
export async function* readCamt054(
  chunks: Chunks,
  limits: ReadLimits = {},
): AsyncGenerator<NotifiedItem, void> {
  const file = new Camt054File(limits);
  for await (const chunk of chunks) {
    for (const piece of file.pieces(chunk)) yield* file.write(piece);
  }
  yield* file.end();
}

/**
 * All items of a camt.054, once the whole file has been found sound: see {@link readCamt054}.
 * @throws Iso20022Error for a fault of the whole file; what `chunks` throws goes through.
 */
export async function readAllCamt054(
  chunks: Chunks,
  limits: ReadLimits = {},
): Promise<readonly NotifiedItem[]> {
  const items: NotifiedItem[] = [];
  for await (const item of readCamt054(chunks, limits)) items.push(item);
  return items;
}

/** One file on its way from bytes to items. Whatever the pieces are, the same items come before the same error. */
class Camt054File {
  readonly #encoder = new Utf8Encoder();
  readonly #decoder = new Utf8Decoder();
  readonly #handler: Camt054Handler = new Camt054Handler((...fault) => this.#xml.fault(...fault));
  readonly #xml: XmlReader = new XmlReader(this.#handler);
  readonly #bytesMax: number;
  #bytes = 0;

  constructor({ bytesMax = BYTES_MAX_DEFAULT }: ReadLimits) {
    this.#bytesMax = bytesMax;
  }

  *pieces(chunk: Uint8Array | string): Generator<Uint8Array> {
    const bytes = typeof chunk === 'string' ? this.#encoder.encode(chunk) : chunk;
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
  }

  *write(piece: Uint8Array): Generator<NotifiedItem> {
    const allowed = piece.subarray(0, this.#bytesMax - this.#bytes);
    this.#bytes += allowed.length;
    yield* this.#itemsOf(() => {
      const { text, fault } = this.#decoder.decode(allowed);
      this.#xml.write(text);
      if (fault) throw fault;
      if (allowed.length < piece.length) throw this.#tooLarge();
    });
  }

  *end(): Generator<NotifiedItem> {
    yield* this.#itemsOf(() => {
      this.#encoder.end();
      this.#decoder.end();
      this.#xml.end();
      this.#handler.end();
    });
  }

  *#itemsOf(step: () => void): Generator<NotifiedItem> {
    let fault: unknown;
    try {
      step();
    } catch (error) {
      fault = error;
    }
    yield* this.#handler.take();
    if (fault !== undefined) throw fault;
  }

  #tooLarge(): Iso20022Error {
    const message = `The file has more than ${this.#bytesMax} bytes; split it into several messages.`;
    return new Iso20022Error('xml-too-large', message);
  }
}
