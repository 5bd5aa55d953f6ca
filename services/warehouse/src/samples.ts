import type { CreateProductRequest } from '@stockade/contracts';

type Sample = CreateProductRequest & { id: string };
type Given = Pick<Sample, 'name' | 'description' | 'price' | 'stock_quantity'>;

/** The id is fixed by the number, because examples and docs name it. The storefront serves the picture. */
const sample = (no: string, category: string, picture: string, given: Given): Sample => ({
  id: `019346a0-0000-7000-8000-0000000000${no}`,
  ...given,
  category,
  image_url: `/pictures/${picture}.svg`,
});

/** The products of a palisade builder's shop; the price is in minor units. */
export const SAMPLES: readonly Sample[] = [
  sample('01', 'Timber', 'palisade-plank', {
    name: 'Palisade plank',
    description: 'An oak plank of two metres, sawn along the grain and pointed at the top.',
    price: 1_290,
    stock_quantity: 500,
  }),
  sample('02', 'Ironware', 'iron-nails', {
    name: 'Iron nail, box of 100',
    description: 'A hundred forged nails of 80 mm, with square shanks that hold in wet timber.',
    price: 499,
    stock_quantity: 2_000,
  }),
  sample('03', 'Ironware', 'gate-hinge', {
    name: 'Gate hinge',
    description: 'A pair of wrought-iron strap hinges for a gate of up to 80 kg.',
    price: 2_999,
    stock_quantity: 120,
  }),
  sample('04', 'Light', 'watchtower-lantern', {
    name: 'Watchtower lantern',
    description: 'A brass lantern with a shutter, bright enough to signal the next tower.',
    price: 8_950,
    stock_quantity: 25,
  }),
  sample('05', 'Curiosities', 'great-seal', {
    name: 'Great seal',
    description: 'The one great seal of the stockade, in red wax on a ribbon; there is no second.',
    price: 100_000,
    stock_quantity: 1,
  }),
  sample('06', 'Timber', 'sharpened-stake', {
    name: 'Sharpened stake',
    description: 'A chestnut stake, split by hand, pointed and charred against rot.',
    price: 650,
    stock_quantity: 340,
  }),
  sample('07', 'Timber', 'corner-post', {
    name: 'Corner post',
    description: 'A squared oak post with a pyramid cap, which joins two runs of palisade.',
    price: 3_800,
    stock_quantity: 64,
  }),
  sample('08', 'Timber', 'wattle-hurdle', {
    name: 'Wattle hurdle',
    description: 'A woven panel of hazel rods that keeps sheep in and the wind out.',
    price: 1_840,
    stock_quantity: 96,
  }),
  sample('09', 'Timber', 'twelve-rung-ladder', {
    name: 'Twelve-rung ladder',
    description: 'An ash ladder that reaches over a wall of three metres, from either side.',
    price: 7_400,
    stock_quantity: 18,
  }),
  sample('10', 'Ironware', 'forged-chain', {
    name: 'Forged chain',
    description: 'Three metres of hand-welded chain, each link tested with the weight of a cart.',
    price: 4_600,
    stock_quantity: 45,
  }),
  sample('11', 'Ironware', 'old-pattern-padlock', {
    name: 'Old-pattern padlock',
    description: 'A heavy iron padlock with a brass keyhole cover and two keys.',
    price: 3_450,
    stock_quantity: 30,
  }),
  sample('12', 'Ironware', 'ring-knocker', {
    name: 'Ring knocker',
    description: 'A door knocker that is heard across the yard, with a plate of beaten iron.',
    price: 5_800,
    stock_quantity: 12,
  }),
  sample('13', 'Gates', 'palisade-gate', {
    name: 'Palisade gate',
    description: 'A ledged and braced oak gate, two metres wide, ready to be hung.',
    price: 42_000,
    stock_quantity: 6,
  }),
  sample('14', 'Gates', 'portcullis', {
    name: 'Portcullis',
    description: 'A grid of oak and iron that drops faster than anybody can run; made once a year.',
    price: 240_000,
    stock_quantity: 1,
  }),
  sample('15', 'Gates', 'gate-windlass', {
    name: 'Gate windlass',
    description: 'A drum with four spokes and a pawl, with which one person lifts a portcullis.',
    price: 78_000,
    stock_quantity: 3,
  }),
  sample('16', 'Light', 'pitch-torch', {
    name: 'Pitch torch',
    description: 'A torch of pine and pitch that burns for an hour, in rain as well.',
    price: 250,
    stock_quantity: 800,
  }),
  sample('17', 'Light', 'fire-basket', {
    name: 'Fire basket',
    description: 'An iron basket on three legs for a watch fire that stays where it is lit.',
    price: 11_200,
    stock_quantity: 9,
  }),
  sample('18', 'Light', 'beeswax-candles', {
    name: 'Beeswax candles, six',
    description: 'Six dipped candles that smell of summer; the bees will make more in June.',
    price: 1_120,
    stock_quantity: 0,
  }),
  sample('19', 'Tools', 'felling-axe', {
    name: 'Felling axe',
    description: 'A forged head of 1.5 kg on a curved ash handle, sharpened before it is sent.',
    price: 7_900,
    stock_quantity: 40,
  }),
  sample('20', 'Tools', 'post-maul', {
    name: 'Post maul',
    description: 'A beech maul with two iron rings, for driving posts without splitting them.',
    price: 6_400,
    stock_quantity: 3,
  }),
  sample('21', 'Tools', 'drawknife', {
    name: 'Drawknife',
    description: 'A blade of 25 cm with two handles, which takes the bark off a post in minutes.',
    price: 5_230,
    stock_quantity: 28,
  }),
  sample('22', 'Tools', 'hemp-rope', {
    name: 'Hemp rope, 20 m',
    description: 'Twenty metres of three-strand hemp rope, 14 mm thick.',
    price: 2_460,
    stock_quantity: 150,
  }),
  sample('23', 'Curiosities', 'signal-horn', {
    name: 'Signal horn',
    description: 'An ox horn with a brass rim; one long note means that somebody is coming.',
    price: 19_000,
    stock_quantity: 3,
  }),
  sample('24', 'Curiosities', 'rampart-banner', {
    name: 'Rampart banner',
    description: 'A linen banner in oak brown and slate, with a palisade on it, as long as a man is tall.',
    price: 14_500,
    stock_quantity: 0,
  }),
];
