import { Router, type RequestHandler } from 'express';

/** Nobody keeps the answer: the storefront may move. */
const FOUND = 302;

/**
 * A browser that opens `/` of a service is sent to the storefront. Whoever does not ask for a page is answered as if there were
 * nothing here.
 */
export function makeFrontDoor(storefrontUrl: string): Router {
  const redirect: RequestHandler = (req, res, next) => {
    res.vary('accept');
    if (req.headers.accept?.includes('text/html')) res.redirect(FOUND, storefrontUrl);
    else next();
  };
  return Router().get('/', redirect);
}
