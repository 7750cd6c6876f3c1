import { between, createRandom, pick, words } from './random';

/** A company of the seeded world, as the attributes that its leads share. */
export interface Company {
  /** Under `.example`, which belongs to nobody (RFC 2606). */
  readonly domain: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Who looks after leads. Owner ids have the shape of Salesforce user ids. */
export interface Owner {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly sfdcOwnerId: string;
  readonly salesUserId: string;
}

const FIRST = words(
  'Alder|Birch|Cedar|Copper|Delta|Ember|Falcon|Granite|Harbor|Indigo|Juniper|Keystone|Lantern|Meridian|North|Orchard|' +
    'Pioneer|Quarry|Ridge|Summit|Tidal|Union|Vista|Willow',
);
const SECOND = words('Analytics|Foods|Freight|Health|Instruments|Logistics|Media|Robotics|Software|Textiles');
const INDUSTRY: Readonly<Record<string, string>> = {
  Analytics: 'Technology',
  Foods: 'Consumer Goods',
  Freight: 'Transportation',
  Health: 'Healthcare',
  Instruments: 'Manufacturing',
  Logistics: 'Transportation',
  Media: 'Media',
  Robotics: 'Manufacturing',
  Software: 'Technology',
  Textiles: 'Manufacturing',
};
const PLACES = words(
  'San Mateo,CA,94404,United States,+1 650 555|Portland,OR,97204,United States,+1 503 555|' +
    'Chicago,IL,60611,United States,+1 312 555|Austin,TX,78701,United States,+1 512 555|' +
    'Boston,MA,02116,United States,+1 617 555|Atlanta,GA,30309,United States,+1 404 555|' +
    'Denver,CO,80202,United States,+1 303 555|Toronto,ON,M5V 2T6,Canada,+1 416 555|' +
    'London,,EC2A 4NE,United Kingdom,+44 20 7946|Dublin,,D02 X285,Ireland,+353 1 555|' +
    'Lyon,,69002,France,+33 4 99 00|Hamburg,,20457,Germany,+49 40 66969|Sydney,NSW,2000,Australia,+61 2 5550',
);

/** The sales people, the same in every world. */
export const OWNERS: readonly [Owner, ...Owner[]] = [
  owner('Nadia', 'Okafor', 1),
  owner('Ben', 'Castellano', 2),
  owner('Priya', 'Raman', 3),
  owner('Tom', 'Lindqvist', 4),
  owner('Grace', 'Whitfield', 5),
  owner('Diego', 'Marin', 6),
];

function owner(firstName: string, lastName: string, number: number): Owner {
  const email = `${firstName}.${lastName}@sales.example`.toLowerCase();
  return {
    firstName,
    lastName,
    email,
    sfdcOwnerId: `0055000000SALE${number}AAQ`,
    salesUserId: `${100 + number}`,
  };
}

/** The companies of a world: every pair of the two halves of a name. */
export function makeCompanies(seed: number): readonly [Company, ...Company[]] {
  const random = createRandom(seed, 1);
  const [first, ...rest] = FIRST.flatMap((front) => SECOND.map((back) => makeCompany(front, back)));
  return [first ?? makeCompany('North', 'Software'), ...rest];

  function makeCompany(front: string, back: string): Company {
    const [city = '', state = '', postalCode = '', country = '', phone = ''] = pick(random, PLACES).split(
      ',',
    );
    const domain = `${front}${back}`.toLowerCase() + '.example';
    const employees = between(random, 12, 4_000);
    const attributes: Record<string, string> = {
      Address: `${between(random, 1, 980)} ${pick(random, FIRST)} Street`,
      AnnualRevenue: String(employees * between(random, 60, 240) * 1_000),
      City: city,
      Company: `${front} ${back}`,
      Country: country,
      Industry: INDUSTRY[back] ?? 'Other',
      MainPhone: `${phone} 01${between(random, 10, 99)}`,
      NumberOfEmployees: String(employees),
      PostalCode: postalCode,
      Website: `www.${domain}`,
    };
    if (state) attributes.State = state;
    return { domain, attributes };
  }
}
