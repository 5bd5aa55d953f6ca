import { describe, expect, test } from '@jest/globals';
import { checkAnswer } from './check-answer.js';

const id = '019346a0-0000-7000-8000-000000000003';
const at = '2026-03-02T09:20:41.744Z';
const product = {
  id,
  name: 'Gate hinge',
  description: '',
  category: null,
  image_url: null,
  price: 1,
  currency: 'USD',
  stock_quantity: 1,
  created_at: at,
  updated_at: at,
};
const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: 'No product', request_id: '1' };

interface Sample {
  method?: string;
  path?: string;
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

function check({ method = 'GET', path = `/products/${id}`, status = 200, type, headers = {}, body }: Sample) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const kind = type ?? (body === undefined ? undefined : 'application/json; charset=utf-8');
  const fields = new Headers({
    'x-request-id': '1',
    'x-cache': 'HIT',
    ...(kind !== undefined && { 'content-type': kind }),
    ...headers,
  });
  return () => checkAnswer('warehouse', method, path, { status, headers: fields, text });
}

const asProblem = { type: 'application/problem+json', body: problem };

describe('an answer', () => {
  test.each<[string, Sample]>([
    ['as it is described', { body: product }],
    ['with a problem that is described', { status: 404, ...asProblem }],
    ['without a body where none is described', { method: 'DELETE', status: 204 }],
    ['of no route', { path: '/nowhere', status: 404, ...asProblem }],
    ['of another method', { method: 'POST', status: 405, ...asProblem }],
  ])('%s passes', (_, sample) => {
    expect(check(sample)).not.toThrow();
  });

  test.each<[string, Sample, string]>([
    ['with a property too many', { body: { ...product, cost: 1 } }, 'additional properties'],
    ['with a property too few', { body: { ...product, price: undefined } }, "required property 'price'"],
    ['with a value of another format', { body: { ...product, created_at: 'today' } }, 'format "date-time"'],
    ['of another status', { status: 201, body: product }, 'status 201 is not described'],
    ['of another media type', { type: 'text/html', body: product }, '"text/html" is not described'],
    [
      'without the header that it must have',
      { method: 'POST', path: '/products', status: 201, body: product },
      'location',
    ],
    [
      'with a body where none is described',
      { method: 'DELETE', status: 204, body: product },
      'a body is not described',
    ],
    ['of a success where nothing is described', { path: '/nowhere', body: product }, 'nothing is described there'],
    ['with a problem that says less', { status: 404, ...asProblem, body: { status: 404 } }, 'required property'],
  ])('%s does not', (_, sample, reason) => {
    expect(check(sample)).toThrow(reason);
  });
});
