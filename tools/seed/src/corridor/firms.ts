import type { Party } from '@corridor/domain';
import type { GoodsName } from './goods.js';

/** A firm of the demo: none of them exists. */
export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  /** UN/LOCODE of where it loads or unloads. */
  readonly place: string;
  /** How often it is met among the firms that trade the same goods. */
  readonly weight: number;
  readonly goods: ReadonlySet<GoodsName> | 'all';
  /** Where its money is booked, and begins the numbers of its invoices. */
  readonly bank: string;
  readonly account: string;
  readonly invoicePrefix: string;
}

type Row = readonly [id: string, name: string, place: string, weight: number, goods: string];

/** Who sells: id behind `demo-`, name behind `Demo `, place, weight, goods. */
const SELLERS: readonly Row[] = [
  ['textiles-faisalabad', 'Textile Mills Faisalabad', 'PKLYP', 5, 'knitwear linen trousers'],
  ['knitwear-lahore', 'Knitwear Lahore', 'PKLHE', 2, 'knitwear trousers'],
  ['linen-karachi', 'Linen House Karachi', 'PKKHI', 2, 'linen'],
  ['denim-karachi', 'Denim Works Karachi', 'PKKHI', 1, 'trousers knitwear'],
  ['rice-larkana', 'Rice Mills Larkana', 'PKLRK', 3, 'rice'],
  ['rice-gujranwala', 'Basmati Mills Gujranwala', 'PKGRW', 3, 'rice'],
  ['rice-karachi', 'Grain Traders Karachi', 'PKKHI', 2, 'rice'],
  ['citrus-sargodha', 'Citrus Growers Sargodha', 'PKSGI', 3, 'kinnow'],
  ['kinnow-bhalwal', 'Kinnow Packers Bhalwal', 'PKBWL', 2, 'kinnow'],
  ['potatoes-okara', 'Potato Farms Okara', 'PKOKR', 2, 'potatoes'],
  ['produce-sahiwal', 'Fresh Produce Sahiwal', 'PKSWN', 1, 'potatoes kinnow'],
  ['mangoes-multan', 'Mango Orchards Multan', 'PKMUX', 2, 'mangoes'],
  ['pharma-karachi', 'Pharma Laboratories Karachi', 'PKKHI', 3, 'medicaments'],
  ['pharma-lahore', 'Medicines Lahore', 'PKLHE', 2, 'medicaments'],
  ['leather-kasur', 'Tanneries Kasur', 'PKKUS', 1, 'leather footwear'],
  ['leather-sialkot', 'Leather Garments Sialkot', 'PKSKT', 2, 'leather'],
  ['shoes-lahore', 'Shoe Factory Lahore', 'PKLHE', 1, 'footwear'],
  ['surgical-sialkot', 'Surgical Instruments Sialkot', 'PKSKT', 2, 'surgical'],
  ['sports-sialkot', 'Sports Goods Sialkot', 'PKSKT', 2, 'sports'],
  ['engineering-gujrat', 'Engineering Gujrat', 'PKGRT', 1, 'fans'],
  ['motors-karachi', 'Motorcycle Works Karachi', 'PKKHI', 1, 'motorcycles'],
  ['devices-islamabad', 'Devices Islamabad', 'PKISB', 1, 'phones'],
  ['grain-kostanay', 'Grain Kostanay', 'KZKSN', 2, 'wheat pulses'],
  ['grain-astana', 'Elevators Astana', 'KZAST', 2, 'wheat pulses'],
  ['pulses-petropavl', 'Pulses Petropavl', 'KZPPK', 2, 'pulses'],
  ['zinc-oskemen', 'Zinc Smelter Oskemen', 'KZUKK', 3, 'zinc'],
  ['copper-zhezkazgan', 'Copper Works Zhezkazgan', 'KZDZN', 2, 'copper'],
  ['ferroalloys-aktobe', 'Ferroalloys Aktobe', 'KZAKX', 2, 'ferroalloys'],
  ['ferroalloys-pavlodar', 'Ferroalloys Pavlodar', 'KZPWQ', 1, 'ferroalloys'],
  ['oil-oskemen', 'Oil Press Oskemen', 'KZUKK', 1, 'sunflowerOil'],
  ['oil-almaty', 'Edible Oils Almaty', 'KZALA', 1, 'sunflowerOil'],
  ['cotton-shymkent', 'Cotton Gins Shymkent', 'KZSHY', 2, 'cotton'],
  ['metals-karaganda', 'Metals Karaganda', 'KZKGF', 1, 'scrap ferroalloys'],
  ['polymers-atyrau', 'Polymers Atyrau', 'KZGUW', 1, 'polymers'],
  ['yarn-tashkent', 'Spinning Mill Tashkent', 'UZTAS', 1, 'yarn'],
  ['beans-samarkand', 'Field Crops Samarkand', 'UZSKD', 1, 'beans driedFruit'],
  ['beans-osh', 'Field Crops Osh', 'KGOSS', 1, 'beans driedFruit'],
  ['cotton-khujand', 'Cotton and Fruit Khujand', 'TJKHU', 1, 'cotton driedFruit'],
];

/** Who buys, in the same form. */
const BUYERS: readonly Row[] = [
  ['trading-almaty', 'Trading Almaty', 'KZALA', 5, '*'],
  ['foods-almaty', 'Foods Almaty', 'KZALA', 3, 'rice kinnow potatoes mangoes'],
  ['fruit-shymkent', 'Fruit Market Shymkent', 'KZSHY', 2, 'kinnow potatoes mangoes'],
  ['foods-astana', 'Foods Astana', 'KZAST', 2, 'rice kinnow potatoes'],
  ['pharmacy-almaty', 'Pharmacies Almaty', 'KZALA', 2, 'medicaments'],
  ['pharmacy-astana', 'Pharmacies Astana', 'KZAST', 2, 'medicaments'],
  ['clinics-astana', 'Clinics Supply Astana', 'KZAST', 2, 'surgical medicaments'],
  ['fashion-almaty', 'Fashion Stores Almaty', 'KZALA', 2, 'knitwear trousers leather footwear'],
  ['home-karaganda', 'Home Stores Karaganda', 'KZKGF', 1, 'linen fans knitwear'],
  ['sports-astana', 'Sports Stores Astana', 'KZAST', 1, 'sports footwear leather'],
  ['wholesale-shymkent', 'Wholesale Shymkent', 'KZSHY', 1, 'linen trousers motorcycles phones fans'],
  ['flour-multan', 'Flour Mills Multan', 'PKMUX', 2, 'wheat'],
  ['foods-karachi', 'Food Imports Karachi', 'PKKHI', 2, 'wheat pulses beans driedFruit'],
  ['pulses-lahore', 'Pulses Lahore', 'PKLHE', 2, 'pulses beans'],
  ['galvanizing-lahore', 'Galvanizing Lahore', 'PKLHE', 2, 'zinc'],
  ['cables-karachi', 'Cables Karachi', 'PKKHI', 2, 'copper zinc'],
  ['steel-karachi', 'Steel Melters Karachi', 'PKKHI', 2, 'ferroalloys scrap zinc'],
  ['ghee-multan', 'Ghee Mills Multan', 'PKMUX', 2, 'sunflowerOil'],
  ['spinning-faisalabad', 'Spinning Mills Faisalabad', 'PKLYP', 2, 'cotton yarn'],
  ['plastics-lahore', 'Plastics Lahore', 'PKLHE', 1, 'polymers'],
  ['fruit-peshawar', 'Dried Fruit Peshawar', 'PKPEW', 1, 'driedFruit'],
  ['trading-tashkent', 'Trading Tashkent', 'UZTAS', 2, '*'],
  ['market-samarkand', 'Market Samarkand', 'UZSKD', 1, '*'],
  ['trading-bishkek', 'Trading Bishkek', 'KGFRU', 1, '*'],
  ['trading-dushanbe', 'Trading Dushanbe', 'TJDYU', 1, '*'],
];

/** Banks of the sellers by country; those of Kazakhstan serve its neighbours as well. */
const BANKS = [
  { id: 'demo-bank-karachi', place: 'PKKHI', code: 'DEMK', bic: 'DEMOPKKA' },
  { id: 'demo-bank-lahore', place: 'PKLHE', code: 'DEML', bic: 'DEMOPKLA' },
  { id: 'demo-bank-almaty', place: 'KZALA', code: '991', bic: 'DEMOKZKA' },
  { id: 'demo-bank-astana', place: 'KZAST', code: '992', bic: 'DEMOKZKX' },
] as const;

export const EXPORTERS: readonly Firm[] = SELLERS.map(toFirm);
export const IMPORTERS: readonly Firm[] = BUYERS.map(toFirm);

function toFirm([id, name, place, weight, goods]: Row, index: number): Firm {
  const country = place.slice(0, 2);
  const nearby = BANKS.filter((bank) => bank.place.startsWith('PK') === (country === 'PK'));
  // Karachi's own and every second firm elsewhere bank at the first one.
  const bank = nearby[place === 'PKKHI' || place === 'PKLYP' ? 0 : index % nearby.length];
  if (!bank) throw new RangeError(`There is no bank for ${id}.`);
  return {
    id: `demo-${id}`,
    name: `Demo ${name}`,
    country,
    place,
    weight,
    // The tables above are checked by a test: every name stands in GOODS.
    goods: goods === '*' ? 'all' : (new Set(goods.split(' ')) as Set<GoodsName>),
    bank: bank.id,
    account: iban(bank.place.slice(0, 2), bank.code, index + 1),
    invoicePrefix: id
      .split('-')
      .map((word) => word.slice(0, 3).toUpperCase())
      .join(''),
  };
}

export function partyOf({ id, name, country }: Firm): Party {
  return { participantId: id, name, country };
}

/** @param id behind `demo-`. @throws RangeError for a firm that does not trade in the demo. */
export function traderById(id: string): Firm {
  const found = [...EXPORTERS, ...IMPORTERS].find((each) => each.id === `demo-${id}`);
  if (!found) throw new RangeError(`The demo has no trader ${id}.`);
  return found;
}

/** UN/LOCODE whose calendar a bank keeps. @throws RangeError for a bank that is none of the demo's. */
export function bankPlace(id: string): string {
  return bankOf(id).place;
}

/** The BIC of a bank. @throws RangeError for a bank that is none of the demo's. */
export function bankBic(id: string): string {
  return bankOf(id).bic;
}

function bankOf(id: string): (typeof BANKS)[number] {
  const bank = BANKS.find((candidate) => candidate.id === id);
  if (!bank) throw new RangeError(`The demo knows no bank ${id}.`);
  return bank;
}

/** An IBAN with its check digits (ISO 13616) at a bank that does not exist: 16 further digits in Pakistan, 13 in Kazakhstan. */
function iban(country: string, bankCode: string, serial: number): string {
  const account = bankCode + serial.toString().padStart(country === 'PK' ? 16 : 13, '0');
  const digits = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  const check = 98n - (BigInt(digits) % 97n);
  return `${country}${check.toString().padStart(2, '0')}${account}`;
}
