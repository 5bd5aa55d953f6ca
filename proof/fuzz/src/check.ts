import { PROBLEM_MEDIA_TYPE, problemSchema } from '@stockade/contracts';
import { bodyFaults, faultsOf, type Description, type WireAnswer } from '@stockade/testing/described';
import type { FuzzRequest } from './request.js';

/** Of the protocol: they may come wherever a request goes, before anything is known of it. */
const PROTOCOL_STATUSES = new Set([400, 408, 413, 414, 417, 431]);
/** A refusal that is larger than that lets a small request cause a lot of traffic. */
const PROBLEM_LENGTH_MAX = 32_768;
/** The pages for developers, which are in no description. */
const PAGE = /^\/(openapi\.json|asyncapi\.json|docs(\/.*)?|redoc)\/?$/i;

/** Everything that is wrong with an answer, in words. */
export function faultsOfAnswer(description: Description, request: FuzzRequest, answer: WireAnswer): string[] {
  const { status } = answer;
  if (status >= 500 || status < 200) return [`the status is ${status}`];
  try {
    return status >= 400
      ? [...problemFaults(description, answer, request), ...describedFaults(description, answer, request)]
      : describedFaults(description, answer, request);
  } catch (error) {
    return [String(error)];
  }
}

function problemFaults(description: Description, answer: WireAnswer, { method, raw }: FuzzRequest): string[] {
  const { status, headers, text } = answer;
  const id = headers.get('x-request-id');
  const noId = id ? [] : ['a problem without x-request-id'];
  if (text === '' && (method === 'HEAD' || raw?.toString('latin1').startsWith('HEAD')))
    return headers.get('content-type')?.startsWith(PROBLEM_MEDIA_TYPE) ? noId : ['no problem document'];
  const faults = bodyFaults(answer, description.problemCheck);
  if (faults.length > 0) return faults;
  const problem = problemSchema.parse(JSON.parse(text));
  return [
    ...noId,
    ...(problem.status === status ? [] : [`the problem says ${problem.status}`]),
    ...(problem.request_id === id ? [] : [`the problem has another request id: ${problem.request_id}, ${id}`]),
    ...(problem.title && problem.detail ? [] : ['a problem without title or detail']),
    ...(status === 400 && !problem.errors?.length ? ['a 400 that does not name what is wrong'] : []),
    ...(text.length > PROBLEM_LENGTH_MAX ? [`a problem of ${text.length} characters`] : []),
  ];
}

/** What was sent in raw bytes, and what is no route, has no description to be held against. */
function describedFaults(description: Description, answer: WireAnswer, { method, target, raw }: FuzzRequest): string[] {
  const { status } = answer;
  if (PROTOCOL_STATUSES.has(status) || raw) return [];
  const [path = ''] = target.split('?');
  const plain = path.toLowerCase().replace(/(.)\/$/, '$1');
  // A preflight is answered wherever it goes.
  if (method === 'OPTIONS' && status === 204) return [];
  if (PAGE.test(path) && (method === 'GET' || method === 'HEAD')) return [];
  if (method === 'HEAD') return headFaults(description, plain, status);
  return faultsOf(description, method, plain, answer);
}

/** It is answered as a GET is, without the body. */
function headFaults(description: Description, path: string, status: number): string[] {
  const operation = description.find('GET', path);
  const known = operation ? description.response(operation, status) !== undefined : status === 404 || status === 405;
  return known ? [] : [`the status ${status} is not described`];
}
