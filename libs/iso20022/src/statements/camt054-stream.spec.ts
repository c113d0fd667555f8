import { readMessages } from '../index.js';
import { read } from '../reading.spec-kit.js';
import { camt054, withEntries } from './camt054.spec-kit.js';

describe('the stream', () => {
  it('hands items on before the file has ended', async () => {
    const file = withEntries('08', ...Array.from({ length: 200 }, () => ({})));
    let ended = false;
    async function* slowly() {
      for (let at = 0; at < file.length; at += 1_000) yield file.slice(at, at + 1_000);
      ended = true;
    }
    const items = readMessages(slowly());
    expect((await items.next()).value).toMatchObject({ kind: 'entry' });
    expect(ended).toBe(false);
    await items.return();
  });

  it('closes its source where the reader stops early', async () => {
    const file = withEntries('08', ...Array.from({ length: 200 }, () => ({})));
    let closed = false;
    async function* source() {
      try {
        for (let at = 0; at < file.length; at += 1_000) yield file.slice(at, at + 1_000);
      } finally {
        closed = true;
      }
    }
    for await (const item of readMessages(source())) {
      expect(item.kind).toBe('entry');
      break;
    }
    expect(closed).toBe(true);
  });

  it('passes on what its source throws', async () => {
    async function* source() {
      yield camt054().slice(0, 100);
      throw new RangeError('the line is cut');
    }
    await expect(readMessages(source()).next()).rejects.toThrow(new RangeError('the line is cut'));
  });

  it('lets others work while it reads a large file that has come at once', async () => {
    const file = withEntries('08', ...Array.from({ length: 2_000 }, () => ({})));
    let [turns, reading] = [0, true];
    const work = () => {
      turns += 1;
      if (reading) setImmediate(work);
    };
    setImmediate(work);
    await read(file);
    reading = false;
    expect(turns).toBeGreaterThan(20);
  });
});
