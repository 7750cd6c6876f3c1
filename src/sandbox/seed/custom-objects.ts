import type { CustomObjectType } from '../store/custom-objects';
import type { Store } from '../store/store';
import { DAY } from '../../text/calendar';
import { formatDate } from '../../service/time';
import { FIRST_MADE_UP_ID, MADE_UP_PEOPLE } from './people';
import { between, createRandom, pick, words } from './random';

/** The documented type: requests write RoadShow, answers Roadshow. Both keys together name a record. */
const ROADSHOW: CustomObjectType = {
  name: 'Roadshow',
  keys: ['MKTOID', 'rid'],
  fields: { city: 'string', state: 'string', zip: 'string' },
  link: 'MKTOID',
};

/** A type as the newer screens make them: one key of its own, and the link to the lead is an ordinary field. */
const PURCHASE: CustomObjectType = {
  name: 'Purchase',
  keys: ['orderNumber'],
  fields: { MKTOID: 'integer', amount: 'currency', product: 'string', purchasedOn: 'date' },
  link: 'MKTOID',
};

/** The records of lead 1090177 as the documented answer has them: rid, city, state, zip. */
const DOCUMENTED = words(
  '123456,city4,state4,zip4|rid0,city0,state0,zip0|rid1,SanMateo,California,94404|rid2,city2,state2,zip2|' +
    'rid3,city3,state3,zip3|rid4,city4,state4,zip4',
);
const STOPS = words('Portland,OR,97204|Chicago,IL,60611|Austin,TX,78701|Boston,MA,02116|Denver,CO,80202');
const PRODUCTS = words('Starter|Team|Enterprise|Services');

/** Adds the custom object types with records of documented and made-up leads. */
export function seedCustomObjects(store: Store): void {
  store.customObjects.addType(ROADSHOW);
  store.customObjects.addType(PURCHASE);
  for (const [index, text] of DOCUMENTED.entries()) addStop(1_090_177, index, text);
  const random = createRandom(store.seed, 900);
  for (let visitor = 0; visitor < 60; visitor += 1) {
    const leadId = someone();
    addStop(leadId, visitor, `rid${100 + visitor},${pick(random, STOPS)}`);
  }
  addPurchase('PO-1000', 67_508, 'Team', '2012-04-04');
  for (let order = 1; order <= 150; order += 1) {
    addPurchase(
      `PO-${1_000 + order}`,
      someone(),
      pick(random, PRODUCTS),
      formatDate(store.epoch - between(random, 1, 300) * DAY),
    );
  }

  function someone(): number {
    return FIRST_MADE_UP_ID + between(random, 0, MADE_UP_PEOPLE - 1);
  }

  function addStop(leadId: number, index: number, text: string): void {
    const [rid = '', city = '', state = '', zip = ''] = text.split(',');
    const at = createdAt(leadId, index + 1);
    store.customObjects.put(ROADSHOW, {
      keys: [String(leadId), rid],
      attributes: { city, state, zip },
      createdAt: at,
      updatedAt: at,
    });
  }

  function addPurchase(order: string, leadId: number, product: string, purchasedOn: string): void {
    const at = createdAt(leadId, 1);
    const amount = String(between(random, 1, 80) * 250);
    store.customObjects.put(PURCHASE, {
      keys: [order],
      attributes: { MKTOID: String(leadId), amount, product, purchasedOn },
      createdAt: at,
      updatedAt: at,
    });
  }

  /** Nobody has a record before being a lead. */
  function createdAt(leadId: number, days: number): number {
    return Math.min((store.leads.get(leadId)?.createdAt ?? store.epoch) + days * DAY, store.epoch);
  }
}
