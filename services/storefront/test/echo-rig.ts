import type { useGateways } from './gateway-rig.js';

/** A gateway before a store that answers what it was sent. */
export async function startEcho(
  { startGateway, startUpstream }: ReturnType<typeof useGateways>,
  settings: Readonly<Record<string, string>> = {},
) {
  const store = await startUpstream((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ url: req.url, method: req.method, fields: req.rawHeaders, bytes: bytesOf(chunks) }));
    });
  });
  return { store, gateway: await startGateway({ STORE_URLS: store.url, ...settings }) };
}

const bytesOf = (chunks: readonly Buffer[]) => chunks.reduce((sum, { length }) => sum + length, 0);

/** The fields that the store got, by name; several of a name are joined. */
export function fieldsIn(body: string): Record<string, string> {
  const { fields } = JSON.parse(body);
  const byName: Record<string, string> = {};
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i].toLowerCase();
    byName[name] = byName[name] === undefined ? fields[i + 1] : `${byName[name]} + ${fields[i + 1]}`;
  }
  return byName;
}
