import fc from 'fast-check';
import { transliterate } from './index.js';
import { ROWS as CYRILLIC } from './tables/cyrillic-letters.js';

const SEED = 20_261_125;

it.each([
  // Examples that are printed with the standard's table everywhere, and names of the corridor by hand.
  ['Москва', 'Moskva'],
  ['Юрий Гагарин', 'Ûrij Gagarin'],
  ['Щёлково, подъезд', 'Ŝëlkovo, podʺezd'],
  ['Қазақстан', 'Ķazaķstan'],
  ['Алматы', 'Almaty'],
  ['Өскемен', 'Ôskemen'],
  ['ТОО «Ұлы Дала»', 'TOO «U̇ly Dala»'],
  ['Әлішер Үсенұлы', 'A̋lìšer Ùsenu̇ly'],
  ['Тоҷикистон', 'Toçikiston'],
])('%s is %s by ISO 9', (text, latin) => {
  expect(transliterate(text)).toEqual({
    latin: latin.normalize('NFC'),
    script: 'cyrillic',
    scheme: 'ISO 9:1995',
  });
});

it.each([
  // Names that BGN and PCGN print with their scheme, with their vowels; in lower case, as letters alone tell no capitals.
  ['پَالِير', 'pālīr'],
  ['سِندھ', 'sindh'],
  ['گِیدَڑَه', 'gīdaṛah'],
  ['ثَابِر', 's̄ābir'],
  ['خَضَر خَان', 'khaẕar khān'],
  ['سُلْطَان', 'sulţān'],
  ['عَزَم سَيِّد نُور كَلے', '‘azam sayyid nūr kale'],
  ['عَلِي زَائِي', '‘alī zā’ī'],
  ['أَحمَد خَان', 'aḩmad khān'],
  ['مُلَّا بَاغ', 'mullā bāgh'],
  ['مُوسى خَان', 'mūsá khān'],
  ['مَورپِتھِی', 'maurpithī'],
  ['حَےدَر', 'ḩaidar'],
  ['آگرَہ', 'āgrah'],
  ['ڈَنڈَر', 'ḍanḍar'],
  // In the shapes of letters that old files hold.
  ['\ufefb\ufeeb\ufeee\ufead', 'lāhwr'],
  // Without them nothing is guessed.
  ['پاکستان', 'pākstān'],
  ['لاہور ۱۲، کراچی', 'lāhwr 12, krāchy'],
])('%s is %s by BGN/PCGN', (text, latin) => {
  expect(transliterate(text)).toEqual({
    latin: latin.normalize('NFC'),
    script: 'arabic',
    scheme: 'BGN/PCGN Urdu 2007',
  });
});

it.each([
  ['Demo Textiles (Pvt) Ltd, № 5', 'latin'],
  ['Şymkent', 'latin'],
  ['2026', 'latin'],
  ['喀什', 'other'],
  ['', 'latin'],
])('%s stays as it is: %s', (text, script) => {
  expect(transliterate(text)).toEqual({ latin: text, script });
});

it('names both schemes where both scripts stand in a text', () => {
  expect(transliterate('Алматы / لاہور')).toEqual({
    latin: 'Almaty / lāhwr',
    script: 'mixed',
    scheme: 'ISO 9:1995; BGN/PCGN Urdu 2007',
  });
});

it('takes a letter in one piece and in two for the same', () => {
  expect(transliterate('Ай'.normalize('NFD'))).toEqual(transliterate('Ай'));
});

it('turns Cyrillic into Latin that can be turned back', () => {
  const back = new Map(CYRILLIC.map(([letter, latin]) => [latin, letter]));
  expect(back.size).toBe(CYRILLIC.length);
  const letters = fc.constantFrom(...CYRILLIC.map(([letter]) => letter));
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 20 }), (word) => {
      const { latin } = transliterate(word.join(' '));
      expect(latin.split(' ').map((sign) => (sign === '' ? '' : back.get(sign)))).toEqual(
        word.length === 0 ? [''] : word,
      );
    }),
    { seed: SEED },
  );
});

it('never throws, and leaves no letter of Cyrillic that it knows', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(transliterate(text).latin).not.toMatch(/[а-яА-ЯёЁ]/u);
    }),
    { seed: SEED },
  );
});
