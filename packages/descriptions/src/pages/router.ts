import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { rootFrom, type Route } from '@stockade/http';
import { Router, type RequestHandler } from 'express';
import helmet from 'helmet';
import { describeEvents } from '../asyncapi/document.js';
import { describeService, type About } from '../openapi/document.js';
import { eventsPage } from './events-page.js';
import { redocPage, START_REDOC, START_SWAGGER_UI, swaggerUiPage } from './viewers.js';

const { resolve } = createRequire(import.meta.url);

/**
 * What the pages may load: what this service serves, and nothing else. Both viewers write styles into the page; Redoc
 * searches in a worker that it makes itself. Unlike the policy of the other answers it does not ask for HTTPS, which a
 * service on a plain port does not speak.
 */
const secure = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ['blob:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** The viewers change with a release at most. */
const ASSET_CACHING = 'public, max-age=3600';

/** The logo below the menu, which Redoc takes from the network. */
const REDOC_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const NO_IMAGE = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';

/**
 * `/openapi.json` and `/asyncapi.json`, and pages to read them: `/docs` (Swagger UI), `/redoc` and `/docs/events`. All of
 * it is made at the first request, once.
 */
export function makeDescriptionPages(about: About, routes: readonly Route[]): Router {
  const router = Router();
  const json = (make: () => unknown) => send('application/json', () => JSON.stringify(make()));
  const page = (make: (root: string) => string) => [secure, send('text/html', make)];
  const asset = (type: string, read: () => string) => send(type, read, { 'cache-control': ASSET_CACHING });
  const bundle = (type: string, name: string) => asset(type, () => readFileSync(resolve(name), 'utf8'));

  router.get(
    '/openapi.json',
    json(() => describeService(about, routes)),
  );
  router.get('/asyncapi.json', json(describeEvents));

  router.get(
    '/docs',
    page((root) => swaggerUiPage(about.title, root)),
  );
  router.get('/docs/assets/swagger-ui.css', bundle('text/css', 'swagger-ui-dist/swagger-ui.css'));
  router.get('/docs/assets/swagger-ui.js', bundle('text/javascript', 'swagger-ui-dist/swagger-ui-bundle.js'));
  router.get(
    '/docs/assets/start-swagger-ui.js',
    asset('text/javascript', () => START_SWAGGER_UI),
  );

  router.get(
    '/redoc',
    page((root) => redocPage(about.title, root)),
  );
  router.get('/docs/assets/redoc.js', asset('text/javascript', readRedoc));
  router.get(
    '/docs/assets/start-redoc.js',
    asset('text/javascript', () => START_REDOC),
  );

  router.get(
    '/docs/events',
    page((root) => eventsPage(describeEvents(), root)),
  );
  return router;
}

/** Answers a text that never changes, made when it is first asked for; a page with each way to the root of the service. */
function send(
  type: string,
  make: (root: string) => string,
  headers: Readonly<Record<string, string>> = {},
): RequestHandler {
  const texts = new Map<string, Buffer>();
  return ({ path }, res) => {
    const root = rootFrom(path);
    const text = texts.get(root) ?? Buffer.from(make(root));
    texts.set(root, text);
    res.set(headers).type(type).send(text);
  };
}

function readRedoc(): string {
  return readFileSync(resolve('redoc/bundles/redoc.standalone.js'), 'utf8').replaceAll(REDOC_LOGO, NO_IMAGE);
}
