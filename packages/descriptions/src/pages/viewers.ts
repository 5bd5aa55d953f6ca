import { htmlPage } from './html.js';

export const swaggerUiPage = (title: string) =>
  htmlPage(
    title,
    '<link rel="stylesheet" href="/docs/assets/swagger-ui.css">',
    `<div id="viewer"></div>
<script src="/docs/assets/swagger-ui.js"></script>
<script src="/docs/assets/start-swagger-ui.js"></script>`,
  );

/** Without the badge of a validator, which would send the address of the document to somebody else. */
export const START_SWAGGER_UI = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#viewer',
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
`;

export const redocPage = (title: string) =>
  htmlPage(
    title,
    '<style>body { margin: 0; }</style>',
    `<div id="viewer"></div>
<script src="/docs/assets/redoc.js"></script>
<script src="/docs/assets/start-redoc.js"></script>`,
  );

/** Fonts of the reader's system: Redoc's own would come from the network. */
export const START_REDOC = `Redoc.init(
  '/openapi.json',
  {
    theme: {
      typography: {
        fontFamily: 'system-ui, sans-serif',
        headings: { fontFamily: 'system-ui, sans-serif' },
        code: { fontFamily: 'ui-monospace, monospace' },
      },
    },
  },
  document.getElementById('viewer'),
);
`;
