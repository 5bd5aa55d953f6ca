import { htmlPage } from './html.js';

/** `root` is the way to the root of the service, from the page. */
export const swaggerUiPage = (title: string, root: string) =>
  htmlPage(
    title,
    `<link rel="stylesheet" href="${root}docs/assets/swagger-ui.css">`,
    `<div id="viewer"></div>
<script src="${root}docs/assets/swagger-ui.js"></script>
<script src="${root}docs/assets/start-swagger-ui.js"></script>`,
  );

/** The address of the description, from that of the script that shows it. */
const DESCRIPTION = "new URL('../../openapi.json', document.currentScript.src).href";

/** Without the badge of a validator, which would send the address of the document to somebody else. */
export const START_SWAGGER_UI = `SwaggerUIBundle({
  url: ${DESCRIPTION},
  dom_id: '#viewer',
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
`;

export const redocPage = (title: string, root: string) =>
  htmlPage(
    title,
    '<style>body { margin: 0; }</style>',
    `<div id="viewer"></div>
<script src="${root}docs/assets/redoc.js"></script>
<script src="${root}docs/assets/start-redoc.js"></script>`,
  );

/** Fonts of the reader's system: Redoc's own would come from the network. */
export const START_REDOC = `Redoc.init(
  ${DESCRIPTION},
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
