interface CurlParts {
  path: string;
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Whether it needs the token of a session. */
  isPrivate?: boolean;
}

/** The same request by hand, with the token in a variable of the shell. */
export function curlOf({ path, method = 'GET', body, headers = {}, isPrivate = false }: CurlParts): string {
  const fields = [
    ...(isPrivate ? ['"authorization: Bearer $TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => quoted(`${name}: ${value}`)),
    ...(body === undefined ? [] : ["'content-type: application/json'"]),
  ];
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(`${location.origin}${path}`)}`,
    ...fields.map((field) => `-H ${field}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body))}`]),
  ];
  return parts.join(' \\\n  ');
}

/** In single quotes, as a shell takes it literally. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
