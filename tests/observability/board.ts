import { readFileSync } from 'node:fs';
import { z } from 'zod';

const BOARD_FILE = new URL('../../docker/observability/board/stockade.json', import.meta.url);

const datasource = z.object({ type: z.literal('prometheus'), uid: z.literal('${datasource}') });
const place = z.object({ x: z.int(), y: z.int(), w: z.int().positive(), h: z.int().positive() });
const row = z.object({ id: z.int(), type: z.literal('row'), title: z.string(), gridPos: place, panels: z.tuple([]) });
const panel = z.object({
  id: z.int(),
  type: z.enum(['timeseries', 'stat', 'gauge', 'table']),
  title: z.string().min(1),
  description: z.string().min(1),
  datasource,
  gridPos: place,
  fieldConfig: z.object({
    defaults: z.object({
      unit: z.string().min(1),
      thresholds: z.object({ steps: z.array(z.object({ color: z.string(), value: z.number().nullable() })) }),
    }),
  }),
  targets: z.array(z.object({ datasource, expr: z.string().min(1) })).min(1),
});
const variable = z.object({ name: z.string(), query: z.union([z.string(), z.object({ query: z.string() })]) });
const boardSchema = z.object({
  uid: z.string(),
  annotations: z.object({ list: z.array(z.object({ datasource, expr: z.string() })) }),
  templating: z.object({ list: z.array(variable) }),
  panels: z.array(z.discriminatedUnion('type', [row, panel])),
});

export type Panel = z.infer<typeof panel>;

const board = boardSchema.parse(JSON.parse(readFileSync(BOARD_FILE, 'utf8')));

/** In their sequence on the board. */
export const PANELS: readonly Panel[] = board.panels.filter((one) => one.type !== 'row');
/** Rows and panels, each with its place on the board. */
export const PLACES = board.panels.map(({ id, title, gridPos }) => ({ id, title, ...gridPos }));

/** All that Grafana asks Prometheus, named after where it is shown. */
export const QUERIES: readonly { title: string; expression: string }[] = [
  ...PANELS.flatMap(({ title, targets }) =>
    targets.map(({ expr }, i) => ({ title: `${title} ${i}`, expression: expr })),
  ),
  ...board.annotations.list.map(({ expr }) => ({ title: 'annotations', expression: expr })),
];

/** What fills the variables that are chosen from Prometheus: the label, and the series that have it. */
export const CHOICES = board.templating.list.flatMap(({ name, query }) => {
  if (typeof query === 'string') return [];
  const [, series = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(query.query) ?? [];
  return [{ name, series, label }];
});

/** A query as Grafana sends it, with everything chosen, from which it has rates over this time. */
export function fillIn(expression: string, rateInterval: string): string {
  const filled = expression.replaceAll('$__rate_interval', rateInterval).replaceAll('$service', '.*');
  // `$1` is what a label_replace of Prometheus has found.
  const left = /\$(?!1")\w+|\$\{\w+\}/.exec(filled);
  if (left !== null) throw new Error(`${left[0]} is no variable of the board: ${expression}`);
  return filled;
}
