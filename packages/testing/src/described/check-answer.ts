import type { BodyCheck, DescribedOperation, Description } from './description.js';

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Holds an answer against the description of a service: its status, media type and body, and the header fields that
 * such an answer always has. Answers all that is not as described, in words.
 */
export function faultsOf(description: Description, method: string, path: string, answer: WireAnswer): string[] {
  const operation = description.find(method, path);
  return operation ? describedFaults(description, operation, answer) : refusalFaults(description, answer);
}

function describedFaults(description: Description, operation: DescribedOperation, answer: WireAnswer): string[] {
  const response = description.response(operation, answer.status);
  if (response === undefined) return [`the status ${answer.status} is not described`];
  const missing = response.requiredHeaders.filter((name) => !answer.headers.has(name));
  return [...missing.map((name) => `the header ${name} is missing`), ...bodyFaults(answer, response.bodyCheck)];
}

/** Nothing is described there: no such route, or not with this method. */
function refusalFaults(description: Description, answer: WireAnswer): string[] {
  if (answer.status !== 404 && answer.status !== 405) return ['nothing is described there, so it must be 404 or 405'];
  return bodyFaults(answer, description.problemCheck);
}

/** What is wrong with a body: `checkOf` gives the check for its media type, or null when there is to be none. */
export function bodyFaults(
  { headers, text }: WireAnswer,
  checkOf: (mediaType: string) => BodyCheck | null | undefined,
): string[] {
  const [mediaType = ''] = (headers.get('content-type') ?? '').split(';');
  const check = checkOf(mediaType);
  if (check === undefined) return [`the media type "${mediaType}" is not described`];
  if (check === null) return text === '' && mediaType === '' ? [] : ['a body is not described'];
  return check(mediaType.endsWith('json') ? JSON.parse(text) : text);
}
