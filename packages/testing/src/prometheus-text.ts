/** What a service measured, as a scrape shows it. */
export interface Samples {
  /** The value of the one series that has these labels, others besides. Undefined for none; throws for several. */
  value(name: string, labels?: Labels): number | undefined;
  /** The labels of each series of a name. */
  series(name: string): Labels[];
}

type Labels = Readonly<Record<string, string>>;

interface Sample {
  name: string;
  labels: Labels;
  value: number;
}

const TYPE = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)$/;
const HELP = /^# HELP ([a-zA-Z_:][\w:]*) \S.*$/;
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\[\\"n])*)"(?:,|$)/y;
const VALUE = /^(NaN|[+-]Inf|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/i;

/**
 * Reads the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/), as strictly as a
 * scraper would. Throws an Error with the line that is none, that has no type, or whose series is there already.
 */
export function readPrometheusText(text: string): Samples {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const types = new Map<string, string>();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || HELP.test(line)) continue;
    const [, family, type] = TYPE.exec(line) ?? [];
    if (family !== undefined && type !== undefined) {
      if (types.has(family)) throw new Error(`a second type: ${line}`);
      types.set(family, type);
      continue;
    }
    const sample = readSample(line);
    if (!isOfKnownType(sample.name, types)) throw new Error(`no type before: ${line}`);
    const key = sample.name + JSON.stringify(Object.entries(sample.labels).toSorted());
    if (seen.has(key)) throw new Error(`a second time: ${line}`);
    seen.add(key);
    samples.push(sample);
  }
  return {
    value(name, labels = {}) {
      const found = samples.filter((sample) => sample.name === name && hasAll(sample.labels, labels));
      if (found.length > 1) throw new Error(`${found.length} series are ${name}${JSON.stringify(labels)}`);
      return found[0]?.value;
    },
    series: (name) => samples.filter((sample) => sample.name === name).map(({ labels }) => labels),
  };
}

function readSample(line: string): Sample {
  const [, name, inBraces = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === undefined || !VALUE.test(value)) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < inBraces.length) {
    const [, label, text = ''] = LABEL.exec(inBraces) ?? [];
    if (label === undefined || label in labels) throw new Error(`wrong labels: ${line}`);
    labels[label] = text;
  }
  return { name, labels, value: Number(value.replace(/Inf$/, 'Infinity')) };
}

/** A histogram or summary has series under names of its own. */
function isOfKnownType(name: string, types: ReadonlyMap<string, string>): boolean {
  const family = name.replace(/_(bucket|sum|count)$/, '');
  return types.has(name) || ['histogram', 'summary'].includes(types.get(family) ?? '');
}

const hasAll = (labels: Labels, wanted: Labels) =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);
