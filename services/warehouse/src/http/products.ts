import {
  createProductRequestSchema,
  pageQuerySchema,
  setStockByBodyRequestSchema,
  setStockRequestSchema,
  updateProductRequestSchema,
  type ProductView,
} from '@stockade/contracts';
import { notFound, parse, parseId, type Authenticate } from '@stockade/service-kit';
import { Router, type RequestHandler } from 'express';
import type { Products } from '../products.js';

interface Dependencies {
  products: Products;
  authenticate: Authenticate;
}

/** Paths that earlier clients use, beside the first of each row. */
const PATHS = {
  create: ['/products', '/product'],
  one: ['/products/:id', '/product/:id'],
  setStockByBody: ['/products/setstock', '/product/setstock'],
};

export function makeProductsRouter({ products, authenticate }: Dependencies): Router {
  const router = Router();

  router.post(PATHS.create, async (req, res) => {
    await authenticate.admin(req);
    const product = found(await products.create(parse(createProductRequestSchema, req.body)));
    res.status(201).location(`/products/${product.id}`).json(product);
  });

  router.get('/products', async (req, res) => {
    res.json(await products.list(parse(pageQuerySchema, req.query)));
  });

  router.get(PATHS.one, async (req, res) => {
    res.json(found(await products.find(parseId(req.params.id, 'product'))));
  });

  const update: RequestHandler<{ id: string }> = async (req, res) => {
    await authenticate.admin(req);
    const productId = parseId(req.params.id, 'product');
    res.json(found(await products.update(productId, parse(updateProductRequestSchema, req.body))));
  };
  router.put(PATHS.one, update);
  router.patch(PATHS.one, update);

  router.delete(PATHS.one, async (req, res) => {
    await authenticate.admin(req);
    const productId = parseId(req.params.id, 'product');
    if (!(await products.remove(productId))) throw notFound(`No product ${productId}`);
    res.status(204).end();
  });

  router.put('/products/:id/stock', async (req, res) => {
    await authenticate.admin(req);
    const productId = parseId(req.params.id, 'product');
    res.json(found(await products.update(productId, parse(setStockRequestSchema, req.body))));
  });

  router.post(PATHS.setStockByBody, async (req, res) => {
    await authenticate.admin(req);
    const { product_id, stock_quantity } = parse(setStockByBodyRequestSchema, req.body);
    res.json(found(await products.update(product_id, { stock_quantity })));
  });

  return router;
}

function found(product: ProductView | null): ProductView {
  if (product === null) throw notFound('No such product');
  return product;
}
