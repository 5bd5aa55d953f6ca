import { pageQuerySchema } from '@stockade/contracts';
import { notFound, parse, parseId, type Authenticate } from '@stockade/service-kit';
import { Router } from 'express';
import type { Refunds } from '../refunds.js';

interface Dependencies {
  refunds: Refunds;
  authenticate: Authenticate;
}

export function makeRefundsRouter({ refunds, authenticate }: Dependencies): Router {
  const router = Router();

  router.get('/refunds', async (req, res) => {
    const principal = await authenticate.user(req);
    res.json(await refunds.list(principal, parse(pageQuerySchema, req.query)));
  });

  router.get('/refunds/:order_id', async (req, res) => {
    const principal = await authenticate.user(req);
    const orderId = parseId(req.params.order_id, 'refund');
    const refund = await refunds.find(principal, orderId);
    if (refund === null) throw notFound(`No refund for order ${orderId}`);
    res.json(refund);
  });

  return router;
}
