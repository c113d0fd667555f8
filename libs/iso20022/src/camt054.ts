import { setImmediate } from 'node:timers/promises';
import { Camt054Handler } from './camt054-handler.js';
import { Iso20022Error } from './iso20022-error.js';
import { BYTES_MAX_DEFAULT, ITEMS_MAX_DEFAULT, type ReadLimits } from './limits.js';
import type { NotifiedItem } from './notified-item.js';
import { Pieces } from './pieces.js';
import { Utf8Decoder } from './utf8.js';
import { XmlReader } from './xml-reader.js';

/** A file in chunks of any size: bytes of UTF-8, or text. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/**
 * Reads a camt.054 (BankToCustomerDebitCreditNotification 001.02, 001.04 or 001.08, told by its namespace), alone or
 * in an envelope such as that of a business application header. Gives one item for each `TxDtls`, or for an `Ntry`
 * without any; an item with a fault of its own is a {@link RejectedEntry}. Holds one entry at a time, and lets other
 * work take its turn after every 16 KiB. However the file is cut into chunks, the same items come before the same error.
 *
 * A fault of the file may show itself behind sound items: take nothing over before the end has come, or use
 * {@link readAllCamt054}.
 * @throws Iso20022Error for a fault of the whole file; what `chunks` throws goes through.
 */
export async function* readCamt054(
  chunks: Chunks,
  limits: ReadLimits = {},
): AsyncGenerator<NotifiedItem, void> {
  const pieces = new Pieces();
  const file = new Camt054File(limits);
  for await (const chunk of chunks) {
    for (const piece of pieces.add(chunk)) {
      yield* file.read(piece);
      await setImmediate();
    }
  }
  for (const piece of pieces.end()) yield* file.read(piece);
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

/** One file on its way from bytes to items. */
class Camt054File {
  readonly #decoder = new Utf8Decoder();
  readonly #handler: Camt054Handler;
  readonly #xml: XmlReader;
  readonly #bytesMax: number;
  #bytes = 0;

  constructor({ bytesMax = BYTES_MAX_DEFAULT, itemsMax = ITEMS_MAX_DEFAULT }: ReadLimits) {
    this.#bytesMax = bytesMax;
    this.#handler = new Camt054Handler(itemsMax, (...fault) => this.#xml.fault(...fault));
    this.#xml = new XmlReader(this.#handler);
  }

  read(piece: Uint8Array): Generator<NotifiedItem, void> {
    const allowed = piece.subarray(0, this.#bytesMax - this.#bytes);
    this.#bytes += allowed.length;
    return this.#itemsOf(() => {
      const { text, faulty } = this.#decoder.decode(allowed);
      this.#xml.write(text);
      if (faulty) throw this.#xml.fault('encoding-unsupported', NOT_UTF8);
      if (allowed.length < piece.length) {
        const message = `The file has more than ${this.#bytesMax} bytes; split it into several messages.`;
        throw new Iso20022Error('xml-too-large', message);
      }
    });
  }

  end(): Generator<NotifiedItem, void> {
    return this.#itemsOf(() => {
      if (this.#decoder.withinCharacter) {
        throw this.#xml.fault('xml-malformed', 'The file ends within a character; send the whole file.');
      }
      this.#xml.end();
      this.#handler.end();
    });
  }

  /** The items that came before a fault, then the fault. */
  *#itemsOf(step: () => void): Generator<NotifiedItem, void> {
    try {
      step();
    } catch (error) {
      yield* this.#handler.take();
      throw error;
    }
    yield* this.#handler.take();
  }
}

const NOT_UTF8 =
  'What follows is not UTF-8; write the file in UTF-8 (UTF-16 and 8-bit encodings are not read).';
