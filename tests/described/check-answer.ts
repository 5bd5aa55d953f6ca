import { readFileSync } from 'node:fs';
import type { ServiceName } from '@stockade/testing';
import { faultsOf, makeDescription, type Description, type WireAnswer } from '@stockade/testing/described';

export type DescribedService = ServiceName | 'operations';

/**
 * Holds an answer against the description of the service as it is committed; a test of its own sees to it that it is the
 * present one. Throws an Error that names the request and all that is not as described.
 */
export function checkAnswer(service: DescribedService, method: string, path: string, answer: WireAnswer): void {
  const faults = faultsOf(descriptionOf(service), method, path, answer);
  if (faults.length === 0) return;
  throw new Error(
    `${method} ${path} of the ${service} answered what its description does not allow:\n  ${faults.join('\n  ')}\n` +
      `It was ${answer.status} ${answer.headers.get('content-type') ?? ''} ${answer.text}`,
  );
}

const loaded = new Map<DescribedService, Description>();

function descriptionOf(service: DescribedService): Description {
  const description = loaded.get(service) ?? load(service);
  loaded.set(service, description);
  return description;
}

function load(service: DescribedService): Description {
  const file = new URL(`../../docs/openapi/${service}.json`, import.meta.url);
  return makeDescription(service, JSON.parse(readFileSync(file, 'utf8')));
}
