import { IDS } from './example-ids.js';

const hinge = {
  id: IDS.hinge,
  name: 'Gate hinge',
  description: 'A pair of wrought-iron strap hinges for a gate of up to 80 kg.',
  category: 'Ironware',
  image_url: '/pictures/gate-hinge.svg',
  price: 29.99,
  currency: 'USD',
  stock_quantity: 118,
  created_at: '2026-03-02T08:59:12.040Z',
  updated_at: '2026-03-02T08:59:12.040Z',
};

/** What may be sent about products, by the name of its schema. */
export const PRODUCT_REQUESTS = {
  NewProduct: {
    product: {
      name: 'Gate hinge',
      description: 'A pair of wrought-iron strap hinges for a gate of up to 80 kg.',
      category: 'Ironware',
      image_url: '/pictures/gate-hinge.svg',
      price: 29.99,
      stock_quantity: 120,
    },
    older: { name: 'Gate hinge', price: '29.99', quantity: 120 },
  },
  ProductChanges: {
    price: { price: 27.5 },
    stock: { stock_quantity: 240 },
    'without a picture': { category: 'Gates', image_url: '' },
  },
  Stock: { stock: { stock_quantity: 240 } },
  StockOfProduct: { stock: { product_id: IDS.hinge, stock_quantity: 240 } },
};

/** What may be answered about products. */
export const PRODUCT_ANSWERS = {
  Product: { product: hinge },
  CategoryList: { categories: { items: [{ category: 'Ironware', products: 5 }] } },
  ProductPage: { products: { items: [hinge], next_cursor: hinge.id } },
};
