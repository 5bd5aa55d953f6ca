import type { AsyncApi, Channel, EventOperation, Message } from '../asyncapi/asyncapi.js';
import { escape, htmlPage } from './html.js';

const STYLE = `<style>
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
h1 { margin: 0 0 .25rem; } h2 { margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { margin: 1.5rem 0 .25rem; font-size: 1rem; }
nav ul { columns: 2; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
code, pre { font: .875em/1.5 ui-monospace, monospace; } pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
.optional { opacity: .65; }
</style>`;

/** The events for a reader, from the document alone. Needs no script. `root` is the way to the root of the service. */
export function eventsPage(document: AsyncApi, root: string): string {
  const channels = Object.entries(document.channels);
  const contents = channels.map(([id, { address }]) => `<li><a href="#${id}"><code>${escape(address)}</code></a></li>`);
  const paragraphs = document.info.description.split('\n\n').map((text) => `<p>${markdown(text)}</p>`);
  return htmlPage(
    document.info.title,
    STYLE,
    `<h1>${escape(document.info.title)}</h1>
<p>Version ${escape(document.info.version)} · AsyncAPI ${document.asyncapi}: <a href="${root}asyncapi.json">/asyncapi.json</a> · HTTP: <a href="${root}docs">/docs</a>, <a href="${root}redoc">/redoc</a></p>
${paragraphs.join('\n')}
<nav><ul>${contents.join('')}</ul></nav>
${channels.map(([id, channel]) => channelSection(document, id, channel)).join('\n')}`,
  );
}

function channelSection(document: AsyncApi, id: string, { address, summary, description, messages }: Channel): string {
  const operations = Object.values(document.operations).filter(({ channel }) => channel.$ref === `#/channels/${id}`);
  const sent = Object.values(messages).flatMap(({ $ref }) => document.components.messages[lastOf($ref)] ?? []);
  return `<section id="${id}">
<h2><code>${escape(address)}</code></h2>
<p><strong>${markdown(summary)}</strong> ${markdown(description)}</p>
<ul>${operations.map(operationItem).join('')}</ul>
${sent.map(messageSection).join('\n')}
</section>`;
}

function operationItem({ summary, description }: EventOperation): string {
  return `<li>${markdown(summary)} ${markdown(description)}</li>`;
}

function messageSection({ payload, examples }: Message): string {
  return `<h3>Fields of an entry</h3>
${schemaTable(payload)}
${examples.map(({ payload: example }) => `<h3>For example</h3>${entryExample(example)}`).join('\n')}`;
}

interface Row {
  readonly name: string;
  readonly schema: object;
  readonly required: boolean;
}

/** The fields of an object, those of the objects in it below them, by path. */
function rowsOf(schema: object, prefix: string): Row[] {
  const required: readonly unknown[] = 'required' in schema && Array.isArray(schema.required) ? schema.required : [];
  return objectsIn('properties' in schema ? schema.properties : undefined).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const content = 'x-content-schema' in property ? objectOf(property['x-content-schema']) : property;
    const inner = rowsOf(content, `${path}.`);
    const items = 'items' in property ? rowsOf(objectOf(property.items), `${path}[].`) : [];
    return [{ name: path, schema: property, required: required.includes(name) }, ...inner, ...items];
  });
}

function schemaTable(schema: object): string {
  const rows = rowsOf(schema, '').map(
    ({ name, schema: field, required }) =>
      `<tr><td><code>${escape(name)}</code>${required ? '' : ' <span class="optional">optional</span>'}</td><td>${escape(kindOf(field))}</td><td>${markdown(textOf(field, 'description'))}</td></tr>`,
  );
  return `<table><thead><tr><th>Field</th><th>Kind</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function kindOf(schema: object): string {
  const fixed = textOf(schema, 'const') || numberOf(schema, 'const');
  if (fixed !== '' && fixed !== undefined) return typeof fixed === 'string' ? `“${fixed}”` : String(fixed);
  if ('enum' in schema && Array.isArray(schema.enum)) return schema.enum.join(', ');
  return [textOf(schema, 'type'), textOf(schema, 'format') || textOf(schema, 'contentMediaType'), bounds(schema)]
    .filter(Boolean)
    .join(', ');
}

function bounds(schema: object): string {
  const least = numberOf(schema, 'minimum') ?? numberOf(schema, 'minItems') ?? numberOf(schema, 'minLength');
  const most = numberOf(schema, 'maximum') ?? numberOf(schema, 'maxItems') ?? numberOf(schema, 'maxLength');
  if (least === undefined && most === undefined) return '';
  return most === undefined ? `from ${least}` : `${least ?? 0} to ${most}`;
}

function entryExample(payload: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(payload).map(([name, value]) => `${name.padEnd(12)} ${laidOut(String(value))}`);
  return `<pre>${escape(lines.join('\n'))}</pre>`;
}

/** A JSON object line by line; anything else as it is. */
function laidOut(text: string): string {
  return text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

/** Of Markdown our texts use code alone. */
function markdown(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function textOf(schema: object, key: string): string {
  const value: unknown = Object.entries(schema).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : '';
}

function numberOf(schema: object, key: string): number | undefined {
  const value: unknown = Object.entries(schema).find(([name]) => name === key)?.[1];
  return typeof value === 'number' ? value : undefined;
}

function objectsIn(value: unknown): [string, object][] {
  return Object.entries(objectOf(value)).map(([name, inner]) => [name, objectOf(inner)]);
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

const lastOf = (reference: string) => reference.split('/').at(-1) ?? '';
