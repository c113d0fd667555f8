import { setImmediate } from 'node:timers/promises';
import { Iso20022Error } from '../iso20022-error.js';
import { BYTES_MAX_DEFAULT, ITEMS_MAX_DEFAULT, type ReadLimits } from '../limits.js';
import type { Iso20022Part } from '../parts/part.js';
import { Pieces } from '../xml/pieces.js';
import { Utf8Check } from '../xml/utf8.js';
import { XmlReader } from '../xml/xml-reader.js';
import { FileReader } from './file-reader.js';

/** A file in chunks of any size: bytes of UTF-8, or text. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/**
 * Reads the messages of a file, one or many, each told by the namespace of its `Document`: alone, behind a business
 * application header, or in envelopes. An item with a fault of its own is a `rejected` one. Holds one item at a time (an entry
 * with all its transactions), and lets other work take its turn after every 16 KiB and every 250 parts. However the file is cut into chunks,
 * the same parts come before the same error.
 *
 * A fault of the file may show itself behind sound items: take nothing over before the end has come, or use
 * {@link readAllMessages}.
 * @throws Iso20022Error for a fault of the whole file; what `chunks` throws goes through.
 */
export async function* readMessages(
  chunks: Chunks,
  limits: ReadLimits = {},
): AsyncGenerator<Iso20022Part, void> {
  for await (const parts of readInPieces(chunks, limits)) {
    let handed = 0;
    for (const part of parts) {
      yield part;
      handed += 1;
      // A long entry brings very many parts at once, and what is done with each takes its time, too.
      if (handed % PARTS_A_TURN === 0) await setImmediate();
    }
  }
}

const PARTS_A_TURN = 250;

/**
 * All parts of a file, once the whole of it has been found sound: see {@link readMessages}.
 * @throws Iso20022Error for a fault of the whole file; what `chunks` throws goes through.
 */
export async function readAllMessages(
  chunks: Chunks,
  limits: ReadLimits = {},
): Promise<readonly Iso20022Part[]> {
  const parts: Iso20022Part[] = [];
  for await (const part of readMessages(chunks, limits)) parts.push(part);
  return parts;
}

/** The parts that each piece of the file brings. */
async function* readInPieces(
  chunks: Chunks,
  limits: ReadLimits,
): AsyncGenerator<readonly Iso20022Part[], void> {
  const pieces = new Pieces();
  const file = new XmlFile(limits);
  for await (const chunk of chunks) {
    for (const piece of pieces.add(chunk)) {
      yield* file.read(piece);
      await setImmediate();
    }
  }
  for (const piece of pieces.end()) yield* file.read(piece);
  yield* file.end();
}

/** One file on its way from bytes to parts. */
class XmlFile {
  readonly #utf8 = new Utf8Check();
  readonly #reader: FileReader;
  readonly #xml: XmlReader;
  readonly #bytesMax: number;
  #bytes = 0;

  constructor({ bytesMax = BYTES_MAX_DEFAULT, itemsMax = ITEMS_MAX_DEFAULT }: ReadLimits) {
    this.#bytesMax = bytesMax;
    this.#reader = new FileReader(itemsMax, (...fault) => this.#xml.fault(...fault));
    this.#xml = new XmlReader(this.#reader);
  }

  read(piece: Uint8Array): Generator<readonly Iso20022Part[], void> {
    const allowed = piece.subarray(0, this.#bytesMax - this.#bytes);
    this.#bytes += allowed.length;
    return this.#partsOf(() => {
      const { sound, faulty } = this.#utf8.check(allowed);
      this.#xml.write(sound);
      if (faulty) throw this.#xml.toEnd().fault('encoding-unsupported', NOT_UTF8);
      if (allowed.length < piece.length) {
        const message = `The file has more than ${this.#bytesMax} bytes; split it into several messages.`;
        throw new Iso20022Error('xml-too-large', message);
      }
    });
  }

  end(): Generator<readonly Iso20022Part[], void> {
    return this.#partsOf(() => {
      if (this.#utf8.withinCharacter) {
        throw this.#xml
          .toEnd()
          .fault('xml-malformed', 'The file ends within a character; send the whole file.');
      }
      this.#xml.end();
      this.#reader.end();
    });
  }

  /** The parts that came before a fault, then the fault. */
  *#partsOf(step: () => void): Generator<readonly Iso20022Part[], void> {
    try {
      step();
    } catch (error) {
      yield this.#reader.take();
      throw error;
    }
    yield this.#reader.take();
  }
}

const NOT_UTF8 =
  'What follows is not UTF-8; write the file in UTF-8 (UTF-16 and 8-bit encodings are not read).';
