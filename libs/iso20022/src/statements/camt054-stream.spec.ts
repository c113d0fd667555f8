import { readMessages } from '../index.js';
import { read } from '../reading.spec-kit.js';
import { camt054, withEntries, withTransactions } from './camt054.spec-kit.js';

describe('the stream', () => {
  it('hands items on before the file has ended', async () => {
    const file = withEntries('08', ...Array.from({ length: 200 }, () => ({})));
    let ended = false;
    async function* slowly() {
      for (let at = 0; at < file.length; at += 1_000) yield file.slice(at, at + 1_000);
      ended = true;
    }
    const items = readMessages(slowly());
    for (const kind of ['message', 'statement', 'entry']) {
      expect((await items.next()).value).toMatchObject({ kind });
    }
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
      expect(item.kind).toBe('message');
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

  it('lets others work while the transactions of a long entry are gone through', async () => {
    const file = withTransactions('08', ...Array(5_000).fill({ amount: '1.00 USD' }));
    let [turns, during, count] = [0, true, 0];
    const work = () => {
      turns += 1;
      if (during) setImmediate(work);
    };
    let before = 0;
    for await (const part of readMessages([file])) {
      if (part.kind !== 'entry') continue;
      count += 1;
      if (count === 1) {
        before = turns;
        setImmediate(work);
      }
    }
    during = false;
    expect(count).toBe(5_000);
    expect(turns - before).toBeGreaterThan(10);
  });

  it('holds as little of a long statement as of a short one', async () => {
    const held = async (entries: number) => {
      let [produced, taken, most] = [0, 0, 0];
      function* source() {
        const [before = '', behind = ''] = withEntries('08', { servicerReference: 'HERE' }).split(
          /<Ntry>.*<\/Ntry>/,
        );
        const [, entry = ''] =
          /(<Ntry>.*<\/Ntry>)/.exec(withEntries('08', { servicerReference: 'HERE' })) ?? [];
        yield before;
        for (; produced < entries; produced++) yield entry.replace('HERE', `SVC-${produced}`);
        yield behind;
      }
      for await (const part of readMessages(source(), { itemsMax: 1_000_000, bytesMax: 1e9 })) {
        if (part.kind === 'entry') taken += 1;
        most = Math.max(most, produced - taken);
      }
      expect(taken).toBe(entries);
      return most;
    };
    // What is between what has been given and what has come out: as many as a piece of the file holds.
    const [short, long] = [await held(500), await held(5_000)];
    expect(long).toBeLessThanOrEqual(short + 1);
    expect(long).toBeLessThan(100);
  });
});
