import type { ServiceName } from '@stockade/testing';
import { descriptionOf, type BodyCheck, type DescribedOperation, type Description } from './description.js';

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Holds an answer against the description of the service: its status, media type and body, and the header fields that
 * such an answer always has. Throws an Error that names the request and all that is not as described.
 */
export function checkAnswer(service: ServiceName, method: string, path: string, answer: WireAnswer): void {
  const description = descriptionOf(service);
  const operation = description.find(method, path);
  const faults = operation ? describedFaults(description, operation, answer) : refusalFaults(description, answer);
  if (faults.length === 0) return;
  throw new Error(
    `${method} ${path} of the ${service} answered what its description does not allow:\n  ${faults.join('\n  ')}\n` +
      `It was ${answer.status} ${answer.headers.get('content-type') ?? ''} ${answer.text}`,
  );
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

function bodyFaults({ headers, text }: WireAnswer, checkOf: (mediaType: string) => BodyCheck | null | undefined) {
  const [mediaType = ''] = (headers.get('content-type') ?? '').split(';');
  const check = checkOf(mediaType);
  if (check === undefined) return [`the media type "${mediaType}" is not described`];
  if (check === null) return text === '' && mediaType === '' ? [] : ['a body is not described'];
  return check(mediaType.endsWith('json') ? JSON.parse(text) : text);
}
